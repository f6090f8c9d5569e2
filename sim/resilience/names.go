package resilience

import (
	"fmt"
	"strings"
)

// named sets a small number by its name, or says which names there are.
func named[T ~uint8](value *T, text []byte, names []string, isNo string) error {
	for i, name := range names {
		if name == string(text) {
			*value = T(i)
			return nil
		}
	}
	last := len(names) - 1
	return fmt.Errorf("%.40q is %s, want %s or %s", text, isNo, strings.Join(names[:last], ", "), names[last])
}
