package study

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// keptIn makes a comparison in a folder, with all its files.
func keptIn(t testing.TB, dir string, p *Plan, m Making) {
	t.Helper()
	var err error
	if m.Store, err = Create(dir, p); err != nil {
		t.Fatal(err)
	}
	finish(t, p, m)
}

func finish(t testing.TB, p *Plan, m Making) *Store {
	t.Helper()
	defer m.Store.Close()
	if err := Write(m.Store.Dir, answered(t, p, m), WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	return m.Store
}

func TestAComparisonThatWasStoppedGoesOnToTheSameBytes(t *testing.T) {
	p := lunch(t, "naive", "hardened")
	whole := filepath.Join(t.TempDir(), "whole")
	keptIn(t, whole, p, Making{Jobs: 2})
	want := filesOf(t, whole)

	for _, after := range []int{0, 3, 7} {
		dir := filepath.Join(t.TempDir(), "parts")
		ctx, stop := context.WithCancel(t.Context())
		store, err := Create(dir, p)
		if err != nil {
			t.Fatal(err)
		}
		if after == 0 {
			stop()
		}
		_, err = Compare(ctx, p, Making{Jobs: 1 + after%3, Store: store, Told: func(at experiment.Progress) {
			if at.Done == after {
				stop()
			}
		}})
		stop()
		if store.Close(); err == nil && after < 8 {
			t.Fatalf("it was not stopped after %d trials", after)
		}

		m, runs := Making{Jobs: 3 - after%3}, counting{}
		m.score = runs.run(scored)
		if m.Store, err = Resume(dir, lunch(t, "naive", "hardened")); err != nil {
			t.Fatal(err)
		}
		finish(t, p, m)

		if d := cmp.Diff(want, filesOf(t, dir)); d != "" {
			t.Errorf("stopped after %d trials, it came to other files: %s", after, d)
		}
		if runs.n > 8-after {
			t.Errorf("stopped after %d trials, %d were run again, want at most %d", after, runs.n, 8-after)
		}
	}
}

// harms are what can become of a trial on a disk.
var harms = []struct {
	why  string
	harm func(file []byte, luck *rand.Rand) []byte
}{
	{"cut short", func(file []byte, luck *rand.Rand) []byte { return file[:luck.IntN(len(file))] }},
	{"a bit flipped", func(file []byte, luck *rand.Rand) []byte {
		file = slices.Clone(file)
		file[luck.IntN(len(file))] ^= 1 << luck.IntN(8)
		return file
	}},
	{"a block of it lost", func(file []byte, luck *rand.Rand) []byte {
		from := luck.IntN(len(file) - 16)
		return slices.Delete(slices.Clone(file), from, from+16)
	}},
	{"nothing left", func([]byte, *rand.Rand) []byte { return nil }},
	{"more behind it", func(file []byte, _ *rand.Rand) []byte { return append(slices.Clone(file), file...) }},
	{"something else", func([]byte, *rand.Rand) []byte { return []byte("<html>404</html>") }},
}

func TestADamagedTrialIsNoticedAndRunAgain(t *testing.T) {
	p := lunch(t, "naive", "hardened")
	dir := filepath.Join(t.TempDir(), "shop")
	keptIn(t, dir, p, Making{})
	want := filesOf(t, dir)
	names := slices.Sorted(maps.Keys(want))
	trials := slices.DeleteFunc(names, func(name string) bool { return !strings.HasSuffix(name, ".trial") })
	luck := rand.New(rand.NewPCG(1, 2))

	for round := range 3 * len(harms) {
		row, name := harms[round%len(harms)], trials[luck.IntN(len(trials))]
		if err := os.WriteFile(filepath.Join(dir, name), row.harm([]byte(want[name]), luck), 0o644); err != nil {
			t.Fatal(err)
		}
		runs := counting{}
		m := Making{score: runs.run(scored)}
		var err error
		if m.Store, err = Resume(dir, p); err != nil {
			t.Fatal(err)
		}
		store := m.Store
		again := newTally(p)
		err = again.play(t.Context(), m)
		store.Close()

		if damaged := store.Damaged(); len(damaged) != 1 || !strings.Contains(damaged[0], name) || runs.n != 1 {
			t.Errorf("%s of %s: damaged %v, %d run again, want that one", row.why, name, damaged, runs.n)
		}
		if now := filesOf(t, dir)[name]; now != want[name] || err != nil || again.complete() != 4 {
			t.Errorf("%s of %s: it was not made good (%v)", row.why, name, err)
		}
	}
}

func TestATrialThatIsNotTheOneLookedForIsRunAgain(t *testing.T) {
	unraced(t)
	p := lunch(t, "naive", "hardened")
	dir := filepath.Join(t.TempDir(), "shop")
	keptIn(t, dir, p, Making{})
	want := filesOf(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "trials", "A-naive", "6.trial"), []byte(want["trials/A-naive/5.trial"]), 0o644); err != nil {
		t.Fatal(err)
	}
	store, err := Resume(dir, p)
	if err != nil {
		t.Fatal(err)
	}

	finish(t, p, Making{Store: store})

	if d := cmp.Diff(want, filesOf(t, dir)); d != "" || len(store.Damaged()) != 1 {
		t.Errorf("damaged %v, and other files: %s", store.Damaged(), d)
	}
}

// A disk that fails costs what was not finished, and says so.
func TestADiskThatFailsIsToldAndLosesNothing(t *testing.T) {
	unraced(t)
	p := lunch(t, "naive", "hardened")
	whole := filepath.Join(t.TempDir(), "whole")
	keptIn(t, whole, p, Making{})
	want := filesOf(t, whole)

	for _, good := range []int{0, 5} {
		for _, torn := range []bool{false, true} {
			dir := filepath.Join(t.TempDir(), "shop")
			store, err := Create(dir, p)
			if err != nil {
				t.Fatal(err)
			}
			writes := 0
			store.disk.write = func(path string, bytes []byte) error {
				if writes++; writes <= good {
					return writeWhole(path, bytes)
				}
				if torn { // as a disk does that lies about what it has written
					_ = os.MkdirAll(filepath.Dir(path), 0o755)
					_ = os.WriteFile(path, bytes[:len(bytes)/2], 0o644)
				}
				return syscall.ENOSPC
			}

			_, err = Compare(t.Context(), p, Making{Jobs: 1, Store: store})
			store.Close()

			if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "keep a trial") {
				t.Fatalf("%d good writes: %v, want that the disk is full", good, err)
			}
			if store, err = Resume(dir, p); err != nil {
				t.Fatal(err)
			}
			finish(t, p, Making{Store: store})
			if d := cmp.Diff(want, filesOf(t, dir)); d != "" {
				t.Errorf("after %d good writes it came to other files: %s", good, d)
			}
		}
	}
}

func TestAFolderIsOnlyTakenIfItIsFree(t *testing.T) {
	p := lunch(t, "naive", "hardened")
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	begun := filepath.Join(dir, "begun")
	store, err := Create(begun, p)
	if err != nil {
		t.Fatal(err)
	}

	if _, err := Create(dir, p); !errors.Is(err, ErrNotEmpty) || !strings.Contains(err.Error(), "is in it; choose one that is empty") {
		t.Errorf("a folder with other things: %v", err)
	}
	if _, err := Create(begun, p); !errors.Is(err, ErrNotEmpty) || !strings.Contains(err.Error(), "--resume "+begun) {
		t.Errorf("a folder with a comparison: %v", err)
	}
	if _, err := Create(filepath.Join(file, "x"), p); err == nil {
		t.Errorf("a folder below a file was made")
	}
	if _, err := Resume(begun, p); !errors.Is(err, ErrInUse) {
		t.Errorf("a folder that somebody works on: %v, want %v", err, ErrInUse)
	}
	if _, err := Resume(dir, p); err == nil || !strings.Contains(err.Error(), "holds no comparison") {
		t.Errorf("a folder without a comparison: %v", err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := Resume(begun, p); err != nil {
		t.Errorf("a folder that is free again: %v", err)
	} else {
		again.Close()
	}
}

func TestWhatChangesTheAnswerIsRefusedWhenAComparisonGoesOn(t *testing.T) {
	before := lunch(t, "naive", "hardened")
	dir := filepath.Join(t.TempDir(), "shop")
	store, err := Create(dir, before)
	if err != nil {
		t.Fatal(err)
	}
	store.Close()

	for _, row := range []struct {
		change func(*Asked)
		want   string
	}{
		{func(a *Asked) { a.Seed = 6 }, "the seed was 5, and is 6"},
		{func(a *Asked) { a.Replications = 5 }, "--reps was 4, and is 5"},
		{func(a *Asked) { a.Precision = 0.1 }, "--precision was 0, and is 0.1"},
		{func(a *Asked) { a.Variants = []string{"naive", "eshop"} }, "the variants was naive,hardened, and is naive,eshop"},
		{func(a *Asked) { a.Baseline = "hardened" }, "the baseline was naive, and is hardened"},
		{func(a *Asked) { a.Sets = nil }, "--set was load.lunch.duration=1m, and is none"},
		{func(a *Asked) { a.Causes = Always }, "--causes was never, and is always"},
		{func(a *Asked) { a.Best, a.Within = "profit", 0.01 }, "--best was none, and is profit"},
		{func(a *Asked) { a.Version = "1.2.4" }, "the version of buynow was 1.2.3, and is 1.2.4"},
		{func(a *Asked) { a.Build = "abc" }, "the build of buynow was none, and is abc"},
		{func(a *Asked) { a.Scenario, a.Sets = "metastable-retry-storm", nil }, "the scenario was lost-auth-response, and is metastable-retry-storm"},
	} {
		asked := Asked{Scenario: "lost-auth-response", Sets: []string{"load.lunch.duration=1m"}, Variants: []string{"naive", "hardened"}, Replications: 4, Causes: Never, Version: "1.2.3"}
		row.change(&asked)

		_, err := Resume(dir, planned(t, asked))

		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%v, want %s", err, row.want)
		}
	}
}

func TestAFileThatHasChangedIsNoticed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.yaml")
	write := func(rate string) *Plan {
		text := "name: mine\nload: { a: { executor: constant-arrival-rate, rate: " + rate + ", duration: 1m } }\n"
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return planned(t, Asked{Scenario: file, Variants: []string{"naive", "hardened"}, Replications: 2})
	}
	dir := filepath.Join(t.TempDir(), "shop")
	store, err := Create(dir, write("2"))
	if err != nil {
		t.Fatal(err)
	}
	store.Close()

	if _, err := Resume(dir, write("3")); err == nil || !strings.Contains(err.Error(), "the text of the scenario has changed") {
		t.Errorf("%v, want that the scenario has changed", err)
	}
}

func TestATrialIsReadBackAsItWas(t *testing.T) {
	score, err := scored(t.Context(), lunch(t, "naive", "hardened").Variants[0].Scenario, 5)
	if err != nil {
		t.Fatal(err)
	}
	for len(score.Fates) <= fatesInFrame {
		score.Fates = append(score.Fates, score.Fates...)
	}

	bytes, err := packTrial("this", score)
	if err != nil {
		t.Fatal(err)
	}
	back, err := unpackTrial("this", bytes)

	if err != nil {
		t.Fatal(err)
	}
	same := cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b }) // unknown is unknown
	if d := cmp.Diff(score, back, same); d != "" {
		t.Error(d)
	}
	if _, err := unpackTrial("that", bytes); !errors.Is(err, errOther) {
		t.Errorf("another trial: %v, want %v", err, errOther)
	}
}

// FuzzTrial throws bytes at the reader of a trial: it panics at none, and what it takes it writes again.
func FuzzTrial(f *testing.F) {
	small := &scenarios.Score{Seed: 1, TraceHash: "ab", Values: make([]experiment.Value, len(scenarios.Scored)),
		Fates: []scenarios.Fate{{Intent: 3, Order: 2, End: scenarios.EndedDelivered}}}
	bytes, err := packTrial("this", small)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(bytes)
	f.Add(bytes[:len(bytes)-3])
	f.Add([]byte("bn"))
	f.Fuzz(func(t *testing.T, bytes []byte) {
		score, err := unpackTrial("this", bytes)
		if err != nil {
			return
		}
		again, err := packTrial("this", score)
		if err != nil {
			t.Fatal(err)
		}
		back, err := unpackTrial("this", again)
		if err != nil || len(back.Fates) != len(score.Fates) {
			t.Errorf("what was read is not read back: %v", err)
		}
	})
}

// FuzzKept throws texts at the reader of a plan: it panics at none, and what it takes it writes again.
func FuzzKept(f *testing.F) {
	f.Add([]byte(`{"format":1,"asked":{"scenario":"x","sets":[],"variants":["a"],"baseline":"a","seed":1,"replications":2,"precision":0,"version":"","build":""},"hashes":["00"]}`))
	f.Add([]byte(`{"format":2}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		k, err := parseKept(text)
		if err != nil {
			return
		}
		again, err := parseKept(k.bytes())
		if err != nil || k.same(again) != nil {
			t.Errorf("what was read is not read back: %v", err)
		}
	})
}
