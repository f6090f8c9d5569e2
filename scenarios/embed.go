package scenarios

import (
	"embed"
	"strings"
)

//go:embed files/*.yaml
var files embed.FS

// Names lists the built-in scenarios, in the order of the alphabet.
func Names() []string {
	entries, err := files.ReadDir("files")
	if err != nil {
		panic("scenarios: " + err.Error()) // the files are part of the program
	}
	var names []string
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return names
}

// builtIn is the text of a built-in scenario.
func builtIn(name string) ([]byte, bool) {
	text, err := files.ReadFile("files/" + name + ".yaml")
	return text, err == nil
}
