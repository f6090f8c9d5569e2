package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"

	"buynow/sim/chart"
	"buynow/sim/experiment"
)

// WriteOptions is what is written beside the page and the numbers.
type WriteOptions struct {
	PNG bool // each plot in pixels, too
}

// pixelsPerPixel is how fine the plots in pixels are: sharp on a dense screen, and in print.
const pixelsPerPixel = 2

// Write writes an answer to a folder, for people and for programs:
//
//	report.html   the page, which needs nothing beside it
//	result.json   the Result
//	plots/        each figure of the page as SVG, and as PNG if asked
//	csv/          the numbers, as tables
//
// The same answer gives the same bytes. What is not a finite number is unknown, and is made so in r.
func Write(dir string, r *Result, o WriteOptions) error {
	settle(reflect.ValueOf(r))
	numbers, err := marshal(r)
	if err != nil {
		return err
	}
	sheet := newSheet(r)
	page, err := sheet.render()
	if err != nil {
		return err
	}
	files := []file{{"result.json", numbers}, {"report.html", page}}
	for _, table := range tables(r) {
		if len(table.Rows) > 0 {
			files = append(files, file{"csv/" + table.name + ".csv", table.csv()})
		}
	}
	for _, plot := range sheet.plots {
		files = append(files, file{"plots/" + plot.name + ".svg", plot.picture.SVG()})
		if o.PNG {
			pixels, err := inPixels(plot.picture)
			if err != nil {
				return err
			}
			files = append(files, file{"plots/" + plot.name + ".png", pixels})
		}
	}
	for _, f := range files {
		if err := f.write(dir); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	return nil
}

// Ready tells if a report could be written to a folder, before anything is run for it. The folder may be
// there, with an older report; one with the runs of a comparison or of a sweep has a report of its own.
func Ready(dir string) error {
	for _, runs := range []string{planFile, sweepFile} {
		if _, err := os.Stat(filepath.Join(dir, runs)); err == nil {
			return fmt.Errorf("%s: %w: it holds runs, and the report of these; choose another folder", dir, ErrNotEmpty)
		}
	}
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		switch {
		case err == nil && !info.IsDir():
			return fmt.Errorf("write the report to %s: %s is no folder", dir, at)
		case err == nil:
			return nil
		case !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at):
			return fmt.Errorf("write the report to %s: %w", dir, err)
		}
	}
}

// file is one of the files of a report; its name has slashes.
type file struct {
	name  string
	bytes []byte
}

func (f file) write(dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(f.name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, f.bytes, 0o644)
}

// marshal is a Result as the bytes of result.json.
func marshal(r *Result) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return nil, fmt.Errorf("write the result: %w", err)
	}
	return out.Bytes(), nil
}

func inPixels(p chart.Picture) ([]byte, error) {
	var out bytes.Buffer
	err := p.PNG(&out, pixelsPerPixel)
	return out.Bytes(), err
}

// settle makes each estimate in a value that holds anything but finite numbers an unknown one, and
// each other number that is not finite zero: JSON has no words for them.
func settle(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			settle(v.Elem())
		}
	case reflect.Struct:
		if e, ok := v.Interface().(experiment.Estimate); ok {
			if !finite(e.Mean) || !finite(e.Low) || !finite(e.High) {
				v.Set(reflect.ValueOf(experiment.Estimate{Method: "none"}))
			}
			return
		}
		for i := range v.NumField() {
			settle(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			settle(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() { // in any order: each stands for itself
			if f := v.MapIndex(key); f.Kind() == reflect.Float64 && !finite(f.Float()) {
				v.SetMapIndex(key, reflect.Zero(f.Type()))
			}
		}
	case reflect.Float64:
		if !finite(v.Float()) {
			v.SetFloat(0)
		}
	}
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
