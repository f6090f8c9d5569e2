package study

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// MadeRun is one replication of one variant, as a later answer can be held against it.
type MadeRun struct {
	Variant string `json:"variant"`
	Seed    uint64 `json:"seed"`
	Hash    string `json:"hash"`   // of its trace
	Values  string `json:"values"` // of the metrics of the rows, in their order; - is unknown
}

// madeRuns are all replications of all variants.
func (t *tally) madeRuns() []MadeRun {
	var all []MadeRun
	for v, scores := range t.scores {
		for _, score := range scores {
			var words []string
			for _, value := range score.Values {
				word := "-"
				if value.Known() {
					word = strconv.FormatFloat(value.X, 'g', -1, 64)
				}
				words = append(words, word)
			}
			all = append(all, MadeRun{t.plan.Variants[v].Name, score.Seed, score.TraceHash, strings.Join(words, " ")})
		}
	}
	return all
}

// mostStored is how large a stored answer may be, in bytes.
const mostStored = 256 << 20

// Stored reads an answer back: a result.json, or a folder with one.
func Stored(path string) (*Result, error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		path = filepath.Join(path, "result.json")
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no answer to hold this one against: %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("read the older answer: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostStored+1))
	if err != nil {
		return nil, fmt.Errorf("read the older answer: %w", err)
	}
	r, err := parseStored(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

func parseStored(text []byte) (*Result, error) {
	r := &Result{}
	switch err := json.Unmarshal(text, r); {
	case len(text) > mostStored:
		return nil, errors.New("it is too long for the answer of a comparison")
	case err != nil:
		return nil, fmt.Errorf("this is no answer of buynow compare: %w", err)
	case r.Comparison == nil || r.Asked == nil:
		return nil, errors.New("this is no answer of buynow compare: there is no comparison in it")
	case len(r.Comparison.Runs) == 0:
		return nil, errors.New("the answer does not have the runs that it is made of")
	}
	for _, one := range r.Comparison.Runs {
		if _, err := one.numbers(len(r.Comparison.Rows)); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// numbers reads the values of a run; what is unknown is no number.
func (m MadeRun) numbers(want int) ([]float64, error) {
	words := strings.Fields(m.Values)
	if len(words) != want {
		return nil, fmt.Errorf("the run of %s with seed %d has %d values, want one for each of the %d metrics", m.Variant, m.Seed, len(words), want)
	}
	var x []float64
	for _, word := range words {
		n, err := strconv.ParseFloat(word, 64)
		if word == "-" {
			n, err = math.NaN(), nil
		}
		if err != nil {
			return nil, fmt.Errorf("the run of %s with seed %d has the value %.40q, want a number or -", m.Variant, m.Seed, word)
		}
		x = append(x, n)
	}
	return x, nil
}
