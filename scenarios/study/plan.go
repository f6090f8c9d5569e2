package study

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"buynow/scenarios"
)

// Asked is what somebody asks of a comparison, in their own words. Two that are the same, asked of the
// same program, have the same answer, byte for byte.
type Asked struct {
	Scenario     string   `json:"scenario"` // a file, or the name of one that is built in
	Sets         []string `json:"sets"`     // that change all variants alike
	Variants     []string `json:"variants"` // as [scenarios.LoadVariant] has them; all of the file if there are none
	Baseline     string   `json:"baseline"` // the name of one of them; the first if it is empty
	Seed         uint64   `json:"seed"`     // of replication 0; the scenario's own if it is 0
	Replications int      `json:"replications"`
	Precision    float64  `json:"precision"` // how far an interval may reach to each side, as a share of the baseline; 0 if the replications are counted
	Causes       Causes   `json:"causes"`    // whether it is looked for what caused the harm
	Best         string   `json:"best"`      // the metric by which the best is chosen; empty if none is
	Within       float64  `json:"within"`    // the smallest difference that matters for that, as a share of the baseline
	Version      string   `json:"version"`   // of the program
	Build        string   `json:"build"`     // of the program, where the version is that of many
}

// What a comparison may ask for.
const (
	DefaultReplications = 10
	MostReplications    = 10_000
	MostVariants        = 26 // each has a letter
)

// Plan is a comparison that is ready to be made.
type Plan struct {
	Asked
	Name        string // of the scenario
	Description string
	Variants    []*scenarios.Variant
	Baseline    int // its place in Variants
}

// NewPlan reads the scenario as each of its variants, and refuses what cannot be compared.
func NewPlan(asked Asked) (*Plan, error) {
	plain, err := scenarios.Load(asked.Scenario, asked.Sets)
	if err != nil {
		return nil, err
	}
	names := asked.Variants
	if len(names) == 0 {
		for _, one := range plain.Variants {
			names = append(names, one.Name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s names no variants of its own: say which with --variants, such as %s", plain.Name, compared(plain))
	}
	p := &Plan{Asked: asked, Name: plain.Name, Description: plain.Description}
	for _, name := range names {
		v, err := plain.As(name)
		if err != nil {
			return nil, err
		}
		p.Variants = append(p.Variants, v)
	}
	if p.Seed == 0 {
		p.Seed = plain.Seed
	}
	if p.Asked.Sets == nil {
		p.Asked.Sets = []string{}
	}
	p.Asked.Variants = names
	return p, p.check()
}

// compared lists what a scenario can be compared as.
func compared(s *scenarios.Scenario) string {
	var names []string
	for _, entry := range s.Compared() {
		names = append(names, entry.Name)
	}
	return strings.Join(names, ",")
}

// check looks at the plan as a whole.
func (p *Plan) check() error {
	names := p.names()
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return fmt.Errorf("variant %s is named twice, want each once; %q gives it another name", name, "other: PATH=VALUE")
		}
	}
	switch {
	case len(names) < 2:
		return errors.New("a comparison takes two variants at least, such as --variants as-written,naive")
	case len(names) > MostVariants:
		return fmt.Errorf("%d variants are too many to be read beside each other, want at most %d", len(names), MostVariants)
	case p.Replications < 2 || p.Replications > MostReplications:
		return fmt.Errorf("%d replications, want 2 to %d: with fewer than two nobody knows how sure a number is", p.Replications, MostReplications)
	case p.Seed > math.MaxUint64-MostReplications:
		return fmt.Errorf("seed %d, want at most %d: replication r has the seed plus r, and 0 is none", p.Seed, uint64(math.MaxUint64-MostReplications))
	case p.Precision < 0 || p.Precision >= 1:
		return fmt.Errorf("a precision of %g, want more than 0 and less than 1, such as 5%%", p.Precision)
	}
	if p.Asked.Baseline == "" {
		p.Asked.Baseline = names[0]
	}
	p.Baseline = slices.Index(names, p.Asked.Baseline)
	if p.Baseline < 0 {
		return fmt.Errorf("the baseline %s is none of the variants, want one of %s", p.Asked.Baseline, strings.Join(names, ", "))
	}
	return p.checkChoice()
}

// Trials is how many runs there are before it is looked whether they are enough.
func (p *Plan) Trials() int { return looksOf(p)[0] * len(p.Variants) }

// names of the variants.
func (p *Plan) names() []string {
	var names []string
	for _, v := range p.Variants {
		names = append(names, v.Name)
	}
	return names
}

// Digest stands for the scenario and all that is changed in it, by any of the variants.
func (p *Plan) Digest() string {
	h := sha256.New()
	for _, v := range p.Variants {
		hash := v.Scenario.Hash()
		fmt.Fprintf(h, "%s %x\n", v.Name, hash)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// trial stands for one run: the scenario as the variant has it, its luck, and the program.
func (p *Plan) trial(variant, replication int) string {
	hash := p.Variants[variant].Scenario.Hash()
	h := sha256.New()
	fmt.Fprintf(h, "%d %x %d %q %q\n", trialFormat, hash, p.Seed+uint64(replication), p.Version, p.Build)
	return hex.EncodeToString(h.Sum(nil))
}
