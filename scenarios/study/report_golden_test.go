package study

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read is a page as somebody hears it who has it read aloud: its words in their order, a line for each
// block; of a figure what it says to those who cannot see it, and then the words in it.
func read(page []byte) (string, error) {
	var out, line strings.Builder
	end := func() {
		if text := strings.Join(strings.Fields(line.String()), " "); text != "" {
			out.WriteString(text + "\n")
		}
		line.Reset()
	}
	blocks := strings.Fields("p h1 h2 h3 h4 tr li figcaption summary title figure")
	d, silent := xml.NewDecoder(bytes.NewReader(page)), 0
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			end()
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if name == "style" {
				silent++
			}
			if name == "svg" {
				for _, a := range token.Attr {
					if a.Name.Local == "aria-label" {
						end()
						line.WriteString("[figure: " + a.Value + "]")
						end()
					}
				}
			}
			if name == "td" || name == "th" || name == "text" {
				line.WriteString(" | ")
			}
		case xml.EndElement:
			name := token.Name.Local
			if name == "style" {
				silent--
			}
			if slices.Contains(blocks, name) {
				end()
			}
			line.WriteString(" ")
		case xml.CharData:
			if silent == 0 {
				line.Write(token)
			}
		}
	}
}

func TestReportsReadAsTheyDid(t *testing.T) {
	for _, name := range []string{"two", "three", "single", "alone", "capacity", "sweep-one", "sweep-two", "sobol", "no-rows"} {
		got, err := read(written(t, shapes[name], WriteOptions{})["report.html"])
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "report", name+".txt")
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s reads otherwise; -update accepts it:\n%s", name, diff)
		}
	}
}
