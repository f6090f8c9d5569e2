package scenarios

import (
	"encoding"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/sim"
)

func TestTheBuiltInScenariosAreRight(t *testing.T) {
	if !slices.Contains(Names(), "quickstart") {
		t.Errorf("Names() = %q, want quickstart among them", Names())
	}
	for _, name := range Names() {
		s, err := Load(name, nil)

		switch {
		case err != nil:
			t.Error(err)
		case s.Name != name || s.File != name+".yaml":
			t.Errorf("%s is called %s and comes from %s", name, s.Name, s.File)
		case s.Description == "" || strings.Contains(s.Description, "\n"):
			t.Errorf("%s is described by %q, want a sentence or two on one line", name, s.Description)
		}
	}
}

func TestTheSmallestUsefulFile(t *testing.T) {
	text := `name: corner-shop
load:
  shoppers:
    executor: constant-arrival-rate
    rate: 2
    duration: 10m
`

	s, err := Parse("corner-shop.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}

	var shoppers Crowd
	shoppers.setDefaults()
	shoppers.Name, shoppers.Executor, shoppers.Rate, shoppers.Duration = "shoppers", ConstantArrivalRate, 2, 10*time.Minute
	want := &Scenario{
		Version: 1, Name: "corner-shop", Seed: 1, Preset: "hardened", Size: "middling", Scale: 1, Limit: 20_000_000, Liveness: 12 * time.Hour, File: "corner-shop.yaml", Config: usualShop(),
		Load: Crowds{shoppers}, Source: Source{Text: []byte(text), Mentions: map[string][]string{}},
		Variant: AsWritten, Agreed: 4 * time.Second, Search: Search{Tolerance: 0.02, Repeats: 5},
		Costs: Costs{Gateway: 11, Dispute: 15_00, Parcel: 5_00, Machine: 5, WorkersPerMachine: 10, Goods: 0.6},
	}
	if diff := cmp.Diff(want, s, cmp.Comparer(sim.Dist.Equal)); diff != "" {
		t.Errorf("the file says (-want +got):\n%s", diff)
	}
}

func TestAFileSaysOnlyWhatItSays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "my-shop.yaml")
	text := shopWith(`
starts: Wednesday 08:15
until: 30d
population: { customers: 5_000, attack_rate: 2.5% }
catalog: { shipping: 5.90 EUR, free_from: €40, popularity: 'zipf(1.1, 500)' }
stock:
  policy: (R,Q)
  special: { 1: { initial: 500, reorder_at: 50, lot: 500 }, 7: { initial: 0 } }
bank: { mix: [{ code: 05, weight: 2 }, { code: 54, weight: 1 }], settle_at: 05:30 }
carrier: { runs: [11:00, 16h], home: AT }
timeouts: { bank: 2s }
links: { inside: exp(300us) }
actors:
  order-manager: { workers: unlimited, service: 5ms }
  stock-db: # nothing about it
`)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	s, err := Load(path, nil)
	if err != nil {
		t.Fatal(err)
	}

	want := usualShop()
	want.Calendar.Starts = 2*actors.Day + 8*time.Hour + 15*time.Minute
	want.Population = actors.Population{Customers: 5000, AttackRate: 0.025}
	want.Catalog.Shipping, want.Catalog.FreeFrom, want.Catalog.Popularity = 5_90, 40_00, sim.Zipf(1.1, 500)
	want.Stock.Policy = actors.FixedLot
	want.Stock.Special = map[actors.SKU]actors.Levels{1: {Initial: 500, ReorderAt: 50, Lot: 500}, 7: {}}
	want.Bank.Mix = []actors.DeclineShare{{Code: actors.CodeDoNot, Weight: 2}, {Code: actors.CodeExpired, Weight: 1}}
	want.Bank.SettleAt = 5*time.Hour + 30*time.Minute
	want.Carrier.Runs, want.Carrier.Home = []time.Duration{11 * time.Hour, 16 * time.Hour}, 1
	want.Timeouts.Bank = 2 * time.Second
	want.Links.Inside = sim.Exponential(300 * time.Microsecond)
	want.Actors.OrderManager.Workers, want.Actors.OrderManager.Service = sim.Unlimited, sim.Constant(5*time.Millisecond)
	if diff := cmp.Diff(want, s.Config, cmp.Comparer(sim.Dist.Equal)); diff != "" {
		t.Errorf("the shop is (-want +got):\n%s", diff)
	}
	if s.File != path || s.Until != 30*actors.Day {
		t.Errorf("the scenario comes from %s and ends at %v, want %s and 30d", s.File, s.Until, path)
	}
}

func TestSnakeCase(t *testing.T) {
	for name, want := range map[string]string{
		"Workers": "workers", "AcceptDate": "accept_date", "ReservationTTL": "reservation_ttl", "TTL": "ttl", "SKUs": "skus",
		"SKUsPerCart": "skus_per_cart", "HTTPServer": "http_server", "StockDB": "stock_db", "P99": "p99", "IPCountry": "ip_country",
	} {
		if got := snake(name); got != want {
			t.Errorf("snake(%q) = %q, want %q", name, got, want)
		}
	}
}

// A new field of the shop is at once a field of the file. Some need a word on
// what they may be, by tags or in the table of foreign bounds.
func TestEveryFieldOfTheShopSaysWhatItMayBe(t *testing.T) {
	found := map[string]bool{}
	var look func(reflect.Type)
	look = func(in reflect.Type) {
		for i := range in.NumField() {
			f := in.Field(i)
			name := in.Name() + "." + f.Name
			found[name] = true
			known := boundsOf(in, f)
			inner := f.Type
			for k := inner.Kind(); !isLeaf(inner) && (k == reflect.Slice || k == reflect.Map || k == reflect.Pointer); k = inner.Kind() {
				inner = inner.Elem()
			}
			_, named := enumerations[inner]
			_, enumeration := reflect.New(inner).Interface().(fmt.Stringer)
			_, read := readers[inner]
			switch {
			case !readable(f.Type):
			case inner.Kind() == reflect.Float64 && known.most == "":
				t.Errorf("%s is a number: add the tag max, and min if less than 0 or not 0, a share of something being 0 to 1", name)
			case enumeration && !read && !named && isLeaf(inner) && !reflect.PointerTo(inner).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
				t.Errorf("%s has names, but a file cannot say them: give %v an UnmarshalText", name, inner)
			case inner.Kind() == reflect.Struct && !isLeaf(inner):
				look(inner)
			}
		}
	}

	look(reflect.TypeFor[actors.Config]())
	look(reflect.TypeFor[sim.Fault]())

	for name := range foreign {
		if !found[name] {
			t.Errorf("the table of foreign bounds knows %s, which is no field any more", name)
		}
	}
}

// The defaults are what a file could say: they keep to their own bounds.
func TestTheDefaultsAreWithinTheirBounds(t *testing.T) {
	var look func(v reflect.Value, path string)
	look = func(v reflect.Value, path string) {
		for _, f := range fieldsOf(v.Type()) {
			child, inner := v.FieldByIndex(f.index), join(path, f.name)
			switch {
			case child.Kind() == reflect.Struct && !isLeaf(child.Type()):
				look(child, inner)
			case isLeaf(child.Type()) && child.CanInt() && !(f.bounds.word != "" && child.Int() == -1):
				if err := within(float64(child.Int()), fmt.Sprint(child), child.Type(), f.bounds); err != nil {
					t.Errorf("%s: %v", inner, err)
				}
			case isLeaf(child.Type()) && child.CanFloat():
				if err := within(child.Float(), fmt.Sprint(child), child.Type(), f.bounds); err != nil {
					t.Errorf("%s: %v", inner, err)
				}
			}
		}
	}

	look(reflect.ValueOf(actors.DefaultConfig()), "")
}

func TestListsSayWhatThereIs(t *testing.T) {
	everything, err := List("")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range everything {
		if entry.Name == "" || entry.Text == "" || entry.Kind == "" || strings.Contains(entry.Name+entry.Text, "\n") {
			t.Errorf("%+v, want a name and what it is, on one line", entry)
		}
	}
	for _, kind := range kinds {
		entries, err := List(kind.name)
		if err != nil || len(entries) == 0 {
			t.Errorf("List(%q) = %d entries, %v", kind.name, len(entries), err)
		}
	}
	want := `there is no list of "machine", did you mean machines?`
	if _, err := List("machine"); err == nil || err.Error() != want {
		t.Errorf("List(machine) = %v, want %s", err, want)
	}
	want = `there is no list of "colours", want scenarios, presets, variants, steps, actors, machines, metrics, scores, invariants, faults, policies, fields or columns`
	if _, err := List("colours"); err == nil || err.Error() != want {
		t.Errorf("List(colours) = %v, want %s", err, want)
	}
}

func TestTheListOfActorsIsTheCast(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	actors.Open(w, actors.DefaultConfig())

	var names []string
	for _, entry := range listActors() {
		names = append(names, entry.Name)
	}

	if cast := w.Names()[1:]; !slices.Equal(names, cast) {
		t.Errorf("the list has %q, the cast is %q", names, cast)
	}
	for _, f := range fieldsOf(reflect.TypeFor[actors.Stations]()) {
		if !slices.Contains(names, f.name) {
			t.Errorf("a file says actors.%s, but nobody is called that", f.name)
		}
	}
}

// Loading must be quick: everything else waits for it.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load("quickstart", []string{"actors.bank.workers=48"}); err != nil {
			b.Fatal(err)
		}
	}
}
