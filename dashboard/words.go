package dashboard

import (
	"fmt"
	"strings"
	"time"

	"buynow/actors"
)

// spell is a duration as one says it.
func spell(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "no time"
	case d < time.Second:
		return fmt.Sprintf("%d ms", d/time.Millisecond)
	case d < time.Minute:
		return strings.Replace(fmt.Sprintf("%.1f seconds", d.Seconds()), ".0 ", " ", 1)
	case d < 2*time.Minute:
		return "a minute"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes", d/time.Minute)
	case d < 2*actors.Day:
		return fmt.Sprintf("%d hours", d/time.Hour)
	}
	return fmt.Sprintf("%d days", (d+actors.Day/2)/actors.Day)
}

// say joins what is to be said.
func say(sentences ...string) string {
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// when is a sentence if something is so.
func when(is bool, format string, args ...any) string {
	if !is {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

// times is how often, in a word.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// capital begins with a capital letter.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
