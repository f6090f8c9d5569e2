package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// kept is what plan.json says of a comparison.
type kept struct {
	Format int      `json:"format"`
	Asked  Asked    `json:"asked"`
	Hashes []string `json:"hashes"` // of the scenario, by variant
}

const (
	keptFormat = 1
	mostKept   = 1 << 20 // bytes
)

func (p *Plan) kept() *kept {
	k := &kept{Format: keptFormat, Asked: p.Asked}
	for _, v := range p.Variants {
		hash := v.Scenario.Hash()
		k.Hashes = append(k.Hashes, fmt.Sprintf("%x", hash))
	}
	return k
}

func (k *kept) bytes() []byte {
	text, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		panic("study: " + err.Error()) // it is made of texts and numbers
	}
	return append(text, '\n')
}

// Kept is what was asked of the comparison in a folder.
func Kept(dir string) (Asked, error) {
	k, err := readKept(dir)
	if err != nil {
		return Asked{}, err
	}
	return k.Asked, nil
}

func readKept(dir string) (*kept, error) {
	file, err := os.Open(filepath.Join(dir, planFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no comparison: there is no %s in it", dir, planFile)
	}
	if err != nil {
		return nil, fmt.Errorf("resume the comparison: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostKept+1))
	if err != nil {
		return nil, fmt.Errorf("resume the comparison: %w", err)
	}
	k, err := parseKept(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, planFile), err)
	}
	return k, nil
}

func parseKept(text []byte) (*kept, error) {
	if len(text) > mostKept {
		return nil, errors.New("it is too long for the plan of a comparison")
	}
	read := json.NewDecoder(bytes.NewReader(text))
	read.DisallowUnknownFields()
	k := &kept{}
	if err := read.Decode(k); err != nil {
		return nil, fmt.Errorf("this is no plan of a comparison: %w", err)
	}
	if k.Format != keptFormat {
		return nil, fmt.Errorf("a plan of format %d, want %d: another buynow has made it", k.Format, keptFormat)
	}
	if len(k.Hashes) != len(k.Asked.Variants) {
		return nil, fmt.Errorf("this is no plan of a comparison: %d scenarios for %d variants", len(k.Hashes), len(k.Asked.Variants))
	}
	return k, nil
}

// same is an error that lists what differs between the comparison that was begun and the one that is
// asked for now.
func (k *kept) same(now *kept) error {
	var found []string
	differ := func(what string, was, is any) {
		if was, is := fmt.Sprint(was), fmt.Sprint(is); was != is {
			found = append(found, fmt.Sprintf("  %s was %s, and is %s", what, orNone(was), orNone(is)))
		}
	}
	a, b := k.Asked, now.Asked
	differ("the scenario", a.Scenario, b.Scenario)
	differ("--set", strings.Join(a.Sets, " "), strings.Join(b.Sets, " "))
	differ("the variants", strings.Join(a.Variants, ","), strings.Join(b.Variants, ","))
	differ("the baseline", a.Baseline, b.Baseline)
	differ("the seed", a.Seed, b.Seed)
	differ("--reps", a.Replications, b.Replications)
	differ("--precision", a.Precision, b.Precision)
	differ("--causes", a.Causes, b.Causes)
	differ("--best", a.Best, b.Best)
	differ("--within", a.Within, b.Within)
	differ("the version of buynow", a.Version, b.Version)
	differ("the build of buynow", a.Build, b.Build)
	if len(found) == 0 && !slices.Equal(k.Hashes, now.Hashes) {
		found = append(found, "  the text of the scenario has changed")
	}
	if len(found) == 0 {
		return nil
	}
	return errors.New(strings.Join(found, "\n"))
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
