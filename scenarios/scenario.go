package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"buynow/actors"
)

// Scenario is what a file says: who comes, to which shop, with what luck.
type Scenario struct {
	// Version is that of the format. Source: there has been no other.
	Version int `min:"1" max:"1"`
	// Name stands in the head of every summary. Source: none, a scenario needs one.
	Name string `required:"true" unit:"name" example:"corner-shop"`
	// Description says in a sentence or two what the scenario shows. Source: a
	// scenario may do without.
	Description string
	// Seed is the luck of the run. Source: any seed is as good as another.
	Seed uint64 `min:"1"`
	// Preset is how careful the shop is when things go wrong: the name of a set of
	// fields that lie over the defaults, and under what else the file says. See
	// buynow list presets. Source: the defaults are those of a careful shop.
	Preset Strategy
	// Size is how large the shop is: the name of a set of fields that lie under
	// those of the preset. See buynow list presets. Source: the defaults are those of
	// a shop of middling size.
	Size Size
	// Vars are values with a name, which "${name}" stands for elsewhere in the file,
	// always as a whole value. Source: a file may do without.
	Vars map[string]string
	// Until ends the run even if orders are open; 0s waits until none is. Source:
	// every order has an end.
	Until time.Duration
	// Scale divides load and capacity alike, for a quick look at a smaller shop that
	// is as busy. Source: a scenario is as large as it says.
	Scale float64 `min:"1" max:"1000000"`
	// Limit is how many customers the load may ask for, a guard against a slip such
	// as a million a second. Source: such a run takes about twenty minutes.
	Limit float64 `min:"1" max:"1000000000"`
	// Load is who comes to the shop, and when. Source: as in k6.
	Load Crowds `required:"true" example:"{ shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } }"`
	// Thresholds are what the run promises, by metric; it exits 99 if a promise is
	// broken. Source: as in k6, none unless the file says so.
	Thresholds Thresholds `example:"{ checkout_duration: ['p(95)<800ms'] }"`
	// Search is how buynow capacity looks for the highest load that the shop can
	// take. Source: it can be asked of any shop.
	Search Search
	// Liveness is how long after the last fault and the last customer an order may
	// stay where it is, beside what its state takes by itself: days of a parcel, of a
	// backorder, of a review. What is still there is told as stuck. Source: assumed,
	// three times the longest pause between two tries of a duty.
	Liveness time.Duration `min:"1s"`
	// Agreed is how soon a customer must be thanked, from the first click on Buy Now,
	// for the order to count as goodput of a score: the service level that the shop
	// has agreed to. Source: four seconds is the longest that many online shoppers
	// wait for a page (Akamai and JupiterResearch, 2006), and where willingness to
	// come again has dropped (Galletta and others, "Web Site Delays: How Tolerant are
	// Users?", Journal of the AIS 5, 2004).
	Agreed time.Duration `min:"1ms"`
	// Costs are what the shop pays for its orders, for the money in a score. Source:
	// as in its fields.
	Costs Costs
	// Faults are what goes wrong, and when. Source: nothing does unless the file says
	// so.
	Faults Faults `example:"[{ type: drop_response, target: merchant -> bank, at: 5m, for: 10m, probability: 5% }]"`
	// Without names faults that never come, to see what they are to blame for. The others
	// keep their numbers and their luck. Source: every fault comes.
	Without []string `example:"[lost-answers]"`
	// Config is the shop, a realistic one but for what the file says.
	Config actors.Config `yaml:",inline"`
	// Inputs are what people did while a run was steered by hand, each at the very
	// nanosecond at which it came: a run of the file does it again. Source: nobody
	// steers a run unless the file says so.
	Inputs Inputs `example:"[{ at: 1m, buy: { good: last, card: good } }, { at: 2m, press: 1 }]"`
	// Variants are other ways to run the scenario, to be held against each other by buynow
	// compare: each has a name, and fields that lie over those of the file, a mapping name
	// by name and all else as a whole; {} changes nothing. Who comes, and with what luck,
	// is the same in all of them. Source: a file may do without; presets can always be
	// compared.
	Variants Variations `example:"{ naive: { preset: naive }, more-bank: { actors: { bank: { workers: 40 } } } }"`
	// Variant is the one of the variants that is run. Source: the scenario is run as it
	// is written.
	Variant string `unit:"name"`

	// Steered tells if somebody steers its run.
	Steered bool `yaml:"-"`
	// File is where the scenario comes from, as mistakes in it name it.
	File string `yaml:"-"`
	// Source is what it was read from.
	Source Source `yaml:"-"`
	// Warnings are what is valid in it and probably not meant.
	Warnings []Mistake `yaml:"-"`
}

// Load reads a scenario: a built-in one by its name, or a file by its path. The
// sets are fields to change, path=value each. If there is anything wrong with
// what the scenario says, the error is a *[Mistakes].
func Load(nameOrPath string, sets []string) (*Scenario, error) {
	if text, ok := builtIn(nameOrPath); ok {
		return Parse(nameOrPath+".yaml", text, sets)
	}
	text, err := readFile(nameOrPath)
	if errors.Is(err, os.ErrNotExist) && isName(nameOrPath) {
		return nil, fmt.Errorf("there is no scenario %s and no file of that name%s", nameOrPath, orElse(nameOrPath, Names()))
	}
	if err != nil {
		return nil, fmt.Errorf("read the scenario: %w", err)
	}
	beside, err := os.OpenRoot(filepath.Dir(nameOrPath))
	if err != nil {
		return nil, fmt.Errorf("read the scenario: %w", err)
	}
	defer beside.Close()
	s, err := parse(nameOrPath, text, sets, beside.FS())
	if err == nil {
		s.Source.Beside = filepath.Dir(nameOrPath)
	}
	return s, err
}

// Read reads a scenario from where it can be read once, under a name for its
// mistakes.
func Read(name string, from io.Reader, sets []string) (*Scenario, error) {
	text, err := io.ReadAll(io.LimitReader(from, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the scenario: %w", err)
	}
	return Parse(name, text, sets)
}

// readFile reads no more of a file than a scenario may have, and no device.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxBytes+1))
}

// Parse is the story of a text that becomes a scenario:
//  1. it is read into a tree, and refused if that is hostile;
//  2. the variant that is run is laid over the tree, the tree over the defaults and
//     the presets, and the sets over that;
//  3. what is missing and what does not fit together is looked for.
//
// All mistakes are told at once, under the name of the file. A text by itself has
// no files beside it; those of [Load] have.
func Parse(file string, text []byte, sets []string) (*Scenario, error) {
	return parse(file, text, sets, nil)
}

func parse(file string, text []byte, sets []string, beside fs.FS) (*Scenario, error) {
	tree, found := grow(file, text)
	if len(found) > 0 {
		return nil, mistakesOf(found, 0)
	}

	tree, lies := layVariant(tree, sets)
	s := blankScenario()
	s.File, s.Source = file, Source{Text: text, Sets: sets}
	s.layPresets(tree, sets)
	d := newDecoder(file)
	d.beside = beside
	d.given[""] = place{file, 1, 1}
	d.gather(tree, sets)
	root := reflect.ValueOf(s).Elem()
	if tree != nil {
		// An empty document has its place on the line after its marker.
		tree.Line = min(tree.Line, 1+bytes.Count(text, []byte("\n")))
		d.value(tree, "", root, bounds{})
	}
	s.Faults.christen(d.given)
	for _, set := range sets {
		d.set(set, root)
	}

	s.Source.Mentions = d.vars.mentions
	s.Faults.fill(d)
	s.Inputs.fill(d, s.Faults.names())
	for i := range s.Load {
		s.Load[i].Calendar = s.Config.Calendar
	}
	if len(d.found) < maxMistakes {
		d.complete(root, "")
	}
	if len(d.found) == 0 {
		s.sizePools(d)
		s.lint(d)
		s.shrink()
	}
	lies.tell(d.found)
	lies.tell(s.Warnings)
	if err := mistakesOf(d.found, d.more); err != nil {
		return nil, err
	}
	return s, nil
}

// checkParts looks at the scenario as a whole, as far as its load is right.
func (s *Scenario) checkParts(c *checking) {
	s.checkPolicies(c)
	s.checkVariants(c)
	if !c.given("load") || c.broken("load", "limit", "scale") {
		return
	}
	switch planned := s.Load.Planned() / s.Scale; {
	case len(s.Load) == 0:
		c.wrong("load", "nobody comes, want customers such as shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }")
	case len(s.Load) > maxCrowds:
		c.wrong("load", "%d crowds are too many, want at most %d", len(s.Load), maxCrowds)
	case planned > s.Limit:
		c.wrong("load", "%.3g customers are too many, want at most %.0f in all; the field limit can allow up to %.0f", planned, s.Limit, float64(maxArrivals))
	default:
		s.checkThresholds(c)
		s.checkSearch(c)
		s.checkFaults(c)
		s.checkInputs(c)
	}
}
