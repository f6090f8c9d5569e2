package scenarios

import (
	"fmt"
	"path/filepath"
	"strings"

	"buynow/actors"
	"buynow/sim/export"
)

// ExportFormat is a format for what happened in a run.
type ExportFormat uint8

// The formats.
const (
	NoFormat       ExportFormat = iota
	CSVFormat                   // a line for each event, RFC 4180
	JSONFormat                  // the same as JSON objects
	PerfettoFormat              // orders, for ui.perfetto.dev and chrome://tracing
	OTLPFormat                  // orders, for OpenTelemetry
)

var exportFormats = []struct{ name, ending, text string }{
	CSVFormat:      {"csv", ".csv", "a line for each event, for spreadsheets and data frames"},
	JSONFormat:     {"jsonl", ".jsonl", "the same lines as JSON objects, for jq"},
	PerfettoFormat: {"perfetto", ".perfetto.json", "orders on tracks, for ui.perfetto.dev and chrome://tracing"},
	OTLPFormat:     {"otlp", ".otlp.jsonl", "orders as traces of OpenTelemetry, for its collector, Jaeger and Tempo"},
}

// ExportFormats are the formats, each with what it is for.
func ExportFormats() []Entry {
	var all []Entry
	for _, f := range exportFormats[1:] {
		all = append(all, Entry{Name: f.name, Text: f.text})
	}
	return all
}

// String is the format's name.
func (f ExportFormat) String() string { return exportFormats[f].name }

// Traces tells if the format is about orders rather than events.
func (f ExportFormat) Traces() bool { return f >= PerfettoFormat }

// ParseExportFormat finds a format by its name.
func ParseExportFormat(name string) (ExportFormat, error) {
	for f := CSVFormat; f <= OTLPFormat; f++ {
		if exportFormats[f].name == name {
			return f, nil
		}
	}
	return NoFormat, fmt.Errorf("want csv, jsonl, perfetto or otlp")
}

// ExportFormatOf guesses the format from the ending of a file's name, the longest
// that fits.
func ExportFormatOf(file string) (ExportFormat, bool) {
	best := NoFormat
	for f := CSVFormat; f <= OTLPFormat; f++ {
		if strings.HasSuffix(filepath.Base(file), exportFormats[f].ending) {
			best = f // the longer endings come later
		}
	}
	return best, best != NoFormat
}

// ExportKinds are the kinds of event that lines can be about.
func ExportKinds() []string {
	var names []string
	for _, name := range actors.EventNames()[1:] {
		names = append(names, export.OneWord(name))
	}
	return names
}
