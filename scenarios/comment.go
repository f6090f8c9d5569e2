package scenarios

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// remark is what the Go comment of a field says of it.
type remark struct{ meaning, source string }

// remarkOf reads a comment of the generated table. It ends with the source of
// the default: "… Source: TPC-W has a mean of 7 s." A field that does not name
// one has the source of what it is part of.
func remarkOf(comment, around string) remark {
	meaning, source, found := strings.Cut(comment, "Source:")
	if source = plainText(source); !found {
		source = around
	}
	return remark{withoutName(plainText(meaning)), source}
}

var docLink = regexp.MustCompile(`\[(?:\*?\w+\.)?\*?(\w+)\]`)

// plainText is a comment without the marks of Go: [CustomersFor] is CustomersFor.
func plainText(comment string) string {
	return capital(strings.Join(strings.Fields(docLink.ReplaceAllString(comment, "$1")), " "))
}

// withoutName leaves out the Go name with which a comment begins: "Valid is how
// long a hold lasts" is "How long a hold lasts".
func withoutName(comment string) string {
	_, rest, _ := strings.Cut(comment, " ")
	return capital(strings.TrimPrefix(strings.TrimPrefix(rest, "is "), "are "))
}

// capital begins a text with a capital letter, but for names such as k6.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || strings.HasPrefix(text, "k6") {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
