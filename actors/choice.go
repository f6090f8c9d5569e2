package actors

import (
	"fmt"
	"slices"
	"strings"
)

// choose finds a strategy by its name, in a list of all of its sort.
func choose[T ~uint8](into *T, sort string, names []string, text []byte) error {
	at := slices.Index(names, string(text))
	if at < 0 {
		last := len(names) - 1
		return fmt.Errorf("%.40q is no %s, want %s or %s", text, sort, strings.Join(names[:last], ", "), names[last])
	}
	*into = T(at)
	return nil
}
