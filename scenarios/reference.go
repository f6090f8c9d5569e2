package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"buynow/sim"
)

// Reference is the page on which every field of the format stands, in Markdown.
func Reference() string {
	var page strings.Builder
	page.WriteString(referenceHead)
	fields, section := Fields(), "-"
	slices.SortStableFunc(fields, func(a, b Field) int { // the head comes first
		return cmp.Compare(min(len(sectionOf(a)), 1), min(len(sectionOf(b)), 1))
	})
	listed := map[string]bool{}
	for _, f := range fields {
		path := sharedPath(f.Path)
		if listed[path] {
			continue
		}
		listed[path] = true
		if top := sectionOf(f); top != section {
			section = top
			fmt.Fprintf(&page, "\n## %s\n\n%s", headingOf(f), referenceColumns)
		}
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s | %s | %s |\n",
			path, cell(f.Kind), cell(codeOf(f.Default)), cell(f.Range), cell(f.Meaning), cell(f.Source))
	}
	page.WriteString(referenceVariants())
	page.WriteString("\n## Presets\n\nThe fields of a preset lie over the defaults, those of a size under those of a strategy; what else the file says goes before both.\n\n")
	for _, preset := range listPresets() {
		fmt.Fprintf(&page, "- `%s`: %s\n", preset.Name, preset.Text)
	}
	page.WriteString("\n## Distributions\n\nA service time, a price or a lead time is drawn from a distribution:\n\n")
	for _, example := range sim.DistExamples() {
		fmt.Fprintf(&page, "- `%s`\n", example)
	}
	page.WriteString("\nTimes carry a unit (`exp(6s)`), other quantities none (`exp(6)`). A value that stands alone is always the same.\n")
	return page.String()
}

const referenceHead = `# The scenario file

Every field of a scenario file: generated from the Go types by ` + "`go generate ./scenarios`" + `, so it cannot disagree with the
loader. Only what is marked "required" must be said; this is a whole scenario:

` + "```yaml" + `
name: corner-shop
load:
  shoppers:
    executor: constant-arrival-rate
    rate: 2
    duration: 10m
` + "```" + `

A path is what ` + "`--set path=value`" + ` takes; ` + "`<name>`" + ` stands for a name that the file gives, ` + "`<actor>`" + ` for any of the actors, ` + "`[]`" + ` for a place in a list, as in
` + "`load.shoppers.stages[0].target`" + ` or ` + "`load.shoppers.stages[peak].target`" + `. Durations mix freely: ` + "`2ms`, `1h30m`, `3d`" + `. A share
is a number from 0 to 1 or a percentage, a time of day is ` + "`17:00`" + `, money is in euros. "Assumed" says that the default has no
source but our judgement.

- A value with a name stands under ` + "`vars`" + `, and ` + "`\"${name}\"`" + ` in its place, always as a whole value; ` + "`--set vars.name=value`" + ` changes it.
- A pool of ` + "`auto`" + ` workers, or pickers, is as large as it takes to be busy 60 % of the time at the base load, by Little's law. The base
  load is the median over the time in which customers come at a rate: half of the time it is quieter, half busier. A worker that
  waits for another actor is busy while it waits.
- ` + "`--scale N`" + ` is short for ` + "`--set scale=N`" + `: a shop of a fraction of the size with a fraction of the customers, and as busy.
- ` + "`buynow check FILE`" + ` says what is wrong with a file, and warns of what is probably not meant. An editor that knows YAML does so as
  one types, if the first line of the file is ` + "`# yaml-language-server: $schema=scenario.schema.json`" + ` and ` + "`buynow schema`" + ` has written
  that file beside it.
`

// referenceVariants says what a variant is, and what it cannot change.
func referenceVariants() string {
	var page strings.Builder
	page.WriteString("\nA variant is laid over the file before anything else is read, so presets, `vars` and `--set` work in it as elsewhere. Its `description` says\n" +
		"what it is. `--set variant=NAME` runs it by itself. These are the same in all variants:\n\n")
	for _, field := range inAll {
		fmt.Fprintf(&page, "- `%s`: %s.\n", field.name, field.why)
	}
	return page.String()
}

// sharedPath is the path under which a field stands on the page: those of a queue
// are the same for every actor, and a fault or a policy is the same as an input.
func sharedPath(path string) string {
	if rest, is := strings.CutPrefix(path, "inputs[].fault."); is {
		path = "faults[]." + rest
	} else if rest, is := strings.CutPrefix(path, "inputs[].policy."); is {
		path = "policies." + rest
	}
	parts := strings.SplitN(path, ".", 4)
	if len(parts) == 4 && parts[0] == "actors" && parts[2] == "queue" {
		parts[1] = "<actor>"
	}
	return strings.Join(parts, ".")
}

const referenceColumns = "| field | is | default | range | meaning | source of the default |\n|---|---|---|---|---|---|\n"

// sectionOf is the part of the file that a field stands in, empty for the head.
func sectionOf(f Field) string {
	top, _, below := strings.Cut(f.Path, ".")
	if !below && f.IsLeaf {
		return ""
	}
	return top
}

func headingOf(f Field) string {
	if section := sectionOf(f); section != "" {
		return section
	}
	return "The head of the file"
}

// codeOf sets a value apart from words about it.
func codeOf(text string) string {
	switch text {
	case "required", "none", "as below":
		return text
	}
	return "`" + text + "`"
}

// cell is a text in a table.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "<", "&lt;").Replace(text)
}
