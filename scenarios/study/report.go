package study

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"buynow/sim/chart"
)

//go:embed report.html
var reportHTML string

//go:embed report.css
var reportCSS string

// pageTemplate is the page. Whatever a scenario is called, it is escaped where it stands.
var pageTemplate = template.Must(template.New("report").Funcs(template.FuncMap{"words": strings.Fields}).Parse(reportHTML))

// sheet is the page as it is filled in: only words, and pictures.
type sheet struct {
	CSS      template.CSS
	Policy   string // of content: this style, and nothing else
	Title    string
	Brand    string // buynow compare
	Mast     []string
	Headline string
	Story    []string
	Keeping  []keeping
	Hero     *figure
	Forest   *forest
	Folded   []string // sentences: what the table leaves out
	Measured []string // sentences
	Commands []Line
	Exits    string // what exit code to expect
	Sections []section

	plots []plot
}

// keeping says which invariants a variant kept.
type keeping struct {
	Letter, Name string
	Sign         string // ok, bad, warn
	Words        string // "breaks"
	Broken       []string
	Runs         string // "in 20 of 20 runs"
}

// section is one question of the page: a heading, what it says, figures and tables.
type section struct {
	Title   string
	Text    []string
	Figures []*figure
	Pairs   []pairs
	Metrics *metrics
	Tables  []*table
}

// figure is a plot with what there is to see, and its numbers.
type figure struct {
	Title   string // in bold
	Caption string
	SVG     template.HTML
	Keys    []key // to the curves, where their ends do not fit
	Numbers *table

	Commands []Line // that show an example
}

// key is the line of a curve, and its name.
type key struct {
	Sample template.HTML
	Name   string
}

// keyed adds a key to a figure of curves, for windows that are narrower than it.
func (f *figure) keyed(curves []chart.Curve) *figure {
	for _, c := range curves {
		f.Keys = append(f.Keys, key{inline(c.Pen.Sample()), c.Name})
	}
	return f
}

// plot is a figure as a file.
type plot struct {
	name    string
	picture chart.Picture
}

// newSheet fills in the page for an answer.
func newSheet(r *Result) *sheet {
	s := &sheet{
		CSS:      template.CSS(reportCSS),
		Policy:   policy(reportCSS),
		Title:    fmt.Sprintf("buynow %s · %s", r.Kind, r.Scenario),
		Brand:    "buynow " + r.Kind,
		Mast:     mast(r),
		Headline: strings.ReplaceAll(r.Headline, "-", "\u2011"), // no name is broken in two
		Story:    r.Story,
		Commands: r.Commands,
	}
	if c := r.Comparison; c != nil {
		s.compare(c, r.Seed)
	}
	if r.Capacity != nil {
		s.capacity(r.Capacity)
	}
	if r.Sweep != nil {
		s.sweep(r.Sweep)
	}
	return s
}

// policy forbids the page everything but its own style, by the style's hash.
func policy(css string) string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// mast says what was asked of what.
func mast(r *Result) []string {
	seeds := fmt.Sprintf("seed %d", r.Seed)
	if c := r.Comparison; c != nil && c.Replications > 1 {
		seeds = fmt.Sprintf("seeds %d to %d", r.Seed, r.Seed+uint64(c.Replications)-1)
	}
	return []string{r.Scenario, seeds, "scenario " + r.Digest, "buynow " + r.Version}
}

// render is the page in bytes.
func (s *sheet) render() ([]byte, error) {
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, s); err != nil {
		return nil, fmt.Errorf("write the page: %w", err)
	}
	return out.Bytes(), nil
}

// inline is a picture in the page.
func inline(p chart.Picture) template.HTML { return template.HTML(p.SVG()) }
