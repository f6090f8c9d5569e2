package study

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "accept what reports say now")

var leave = flag.String("reports", "", "the folder in which tests leave reports to be looked at")

// shapes are answers of all the shapes that the page must bear.
var shapes = map[string]*Result{
	"two": made(2, 20), "three": made(3, 20), "six": made(6, 20), "single": made(2, 1), "alone": made(1, 20),
	"capacity": madeCapacity(), "sweep-one": madeSweep("grid", 1), "sweep-two": madeSweep("grid", 2), "sobol": madeSweep("sobol", 2),
	"hostile": hostile(),
	"empty":   {Kind: "compare"}, "no-rows": {Kind: "compare", Comparison: &Comparison{}},
}

// written is the files of a report, by their names.
func written(t *testing.T, r *Result, o WriteOptions) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, r, o); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestReportsCanBeLookedAt(t *testing.T) {
	if *leave == "" {
		t.Skip("no folder to leave reports in")
	}
	for name, r := range shapes {
		if err := Write(filepath.Join(*leave, name), r, WriteOptions{PNG: true}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSameAnswerGivesTheSameBytes(t *testing.T) {
	unraced(t)
	for name, r := range shapes {
		o := WriteOptions{PNG: name == "capacity" && !racing} // once is enough, and slow
		first, second := written(t, r, o), written(t, r, o)

		if len(first) != len(second) || len(first) < 2 {
			t.Fatalf("%s: wrote %d files, then %d", name, len(first), len(second))
		}
		for file := range first {
			if !bytes.Equal(first[file], second[file]) {
				t.Errorf("%s: %s is not the same the second time", name, file)
			}
		}
	}
}

func TestPagesAndPlotsAreWellFormed(t *testing.T) {
	unraced(t)
	for name, r := range shapes {
		for file, text := range written(t, r, WriteOptions{}) {
			if ext := filepath.Ext(file); ext != ".html" && ext != ".svg" {
				continue
			}
			if err := wellFormed(text); err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
			}
		}
	}
}

// wellFormed says what is wrong with a document: each element that is not empty by its nature is
// closed, in order, and no two have the same id.
func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = xml.HTMLEntity
	ids := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, is := token.(xml.StartElement); is {
			for _, attribute := range start.Attr {
				if attribute.Name.Local != "id" {
					continue
				}
				if ids[attribute.Value] {
					return errors.New("two elements have the id " + attribute.Value)
				}
				ids[attribute.Value] = true
			}
		}
	}
}

// nasty is what nobody should call a scenario, an invariant or an order.
const nasty = `=cmd|' /C calc'!A1 "><script>alert(1)</script><img src=x onerror=alert(2)>&amp;</style></title>`

// hostile is an answer in which each word is nasty.
func hostile() *Result {
	r := made(3, 20)
	poison(reflect.ValueOf(r))
	r.Kind = "compare"
	return r
}

func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i))
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() { // not a word of ours, such as a verdict
			v.SetString(nasty)
		}
	}
}

func TestNothingThatIsNamedByAUserIsCode(t *testing.T) {
	for file, text := range written(t, hostile(), WriteOptions{}) {
		switch filepath.Ext(file) {
		case ".html", ".svg":
			if err := harmlessMarkup(text); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		case ".csv":
			rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
			if err != nil {
				t.Errorf("%s: %v", file, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.Contains("=+-@", cell[:1]) {
						t.Errorf("%s: a spreadsheet would evaluate %q", file, cell)
					}
				}
			}
		}
	}
}

// harmlessMarkup looks for elements and attributes that do something.
func harmlessMarkup(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = xml.HTMLEntity
	allowed := strings.Fields("html head meta title style body div header main section svg g path text rect p span b i h1 h2 h3 h4 ul ol li figure figcaption details summary table thead tbody tfoot tr th td br")
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		if !slices.Contains(allowed, start.Name.Local) {
			return fmt.Errorf("there is an element %s", start.Name.Local)
		}
		for _, a := range start.Attr {
			if name := strings.ToLower(a.Name.Local); strings.HasPrefix(name, "on") || slices.Contains([]string{"src", "href", "style", "srcset", "action"}, name) {
				return fmt.Errorf("%s has an attribute %s", start.Name.Local, name)
			}
		}
	}
}
