package main

import (
	"bytes"
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/scenarios/study"
)

// shortLunch makes a comparison of a second or two.
var shortLunch = []string{"compare", "lost-auth-response", "--set", "load.lunch.duration=2m", "--variants", "naive,hardened", "--reps", "4", "--causes=false"}

func with(args []string, more ...string) []string { return append(args[:len(args):len(args)], more...) }

func TestCompareSaysWhoIsBetterAndAtWhichPrice(t *testing.T) {
	unraced(t)
	out, errs, code := typed("", "compare", "lost-auth-response", "--set", "load.lunch.duration=5m", "--variants", "naive,hardened", "--reps", "5", "--causes=false")

	if code != 0 || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{
		`(?m)^  Hardened charges nobody twice; naive charges \d+ of \d+ customers twice\.$`,
		`(?s)\n  ✗ A naive      breaks nobody-charged-twice[^✓]* in\s+5 of 5 runs`,
		`(?m)^  ✓ B hardened   keeps all \d+ invariants in 5 of 5 runs`,
		`(?m)^    charged twice +\d+\.?\d* ±\d\.?\d* +0 ≤0\.\d+ \*  ✓ −\d+\.?\d* ±\d+\.?\d* p=0\.\d{3}`,
		`~ −?\+?\d`,
		`metrics are exactly the same in every pair: `,
		`buynow explain lost-auth-response \d+ --seed 5 --set load.lunch.duration=5m --set variant=naive`,
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("the table does not have %s:\n%s", want, out)
		}
	}
	for _, line := range strings.Split(out, "\n") {
		if columns(line) > defaultWidth && !strings.Contains(line, "buynow ") {
			t.Errorf("%d columns, want at most %d: %s", columns(line), defaultWidth, line)
		}
	}
}

// A variant against itself differs by exactly nothing, through the whole command.
func TestCompareOfAShopWithItselfShowsNoDifference(t *testing.T) {
	unraced(t)
	out, _, code := typed("", "compare", "quickstart", "--set", "until=1h", "--variants", "as-written", "--variant", "twin: preset=hardened", "--reps", "2", "--out", filepath.Join(t.TempDir(), "twins"))

	if code != 0 || !strings.Contains(out, "As-written and twin are exactly the same in 2 runs.") || strings.Contains(out, "~") && strings.Contains(out, "p=") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}

func TestCompareRefusesWhatItCannotDo(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "diary.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ why, args, want string }{
		{"no scenario", "", "compare needs a scenario"},
		{"nothing to compare", "quickstart", "quickstart names no variants of its own: say which with --variants"},
		{"a slip of the pen", "quickstart --variants naive,hardend", "did you mean hardened?"},
		{"one replication", "quickstart --variants naive,hardened --reps 1", `--reps is "1", want a whole number from 2 to`},
		{"a seed behind which there are none", "quickstart --variants naive,hardened --seed 18446744073709551615", "want at most 18446744073709541615"},
		{"all of it", "quickstart --variants naive,hardened --precision 100%", `--precision is "100%", want a share such as 5% or 0.05`},
		{"a variant without fields", "quickstart --variant more-bank", "want NAME: PATH=VALUE"},
		{"two ways to end", "quickstart --variants naive,hardened --reps 5 --precision 5%", "none of the others can be"},
		{"a folder with something else", "quickstart --variants naive,hardened --out " + dir, "diary.txt is in it"},
		{"a folder that is a file", "quickstart --variants naive,hardened --out " + filepath.Join(dir, "diary.txt"), "diary.txt"},
		{"nothing to go on with", "--resume " + filepath.Join(dir, "nowhere"), "holds no comparison"},
	} {
		out, errs, code := typed("", with([]string{"compare"}, strings.Fields(row.args)...)...)

		if code != invalid || out != "" || !strings.Contains(errs, row.want) {
			t.Errorf("%s: exit %d, %q, want %d and %q", row.why, code, errs, invalid, row.want)
		}
	}
}

// The first Ctrl-C ends a comparison cleanly: what is known is told, and how to go on.
func TestCompareThatIsStoppedSaysHowToGoOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a shop")
	ctx, stop := context.WithCancel(t.Context())
	stop()

	var out, told bytes.Buffer
	code := run(ctx, with(shortLunch, "--out", dir), strings.NewReader(""), &out, &told)

	if want := "go on with buynow compare --resume '" + dir + "'"; code != stopped || !strings.Contains(told.String(), want) {
		t.Errorf("exit %d, %q, want %d and %q", code, told.String(), stopped, want)
	}
	if out, errs, code := typed("", "compare", "--resume", dir, "--jobs", "1", "-q"); code != 0 || !strings.HasPrefix(out, "Naive breaks promises of the shop; hardened keeps all 42, in four runs.") {
		t.Errorf("resumed: exit %d, %q, %q", code, out, errs)
	}
	if _, errs, code := typed("", "compare", "--resume", dir, "--seed", "9"); code != invalid || !strings.Contains(errs, "the seed was 5, and is 9") {
		t.Errorf("resumed with another seed: exit %d, %q", code, errs)
	}
}

// Whoever asks for the best by a metric that cannot say it has the table of the runs that were made all the same.
func TestCompareThatCannotChooseTellsWhatItKnows(t *testing.T) {
	out, errs, code := typed("", "compare", "lost-auth-response", "--set", "load.lunch.duration=1m", "--variants", "hardened,naive", "--reps", "3", "--causes=false", "--best", "double_charges")

	if want := "choose by double_charges: it is 0 with hardened"; code != invalid || !strings.Contains(errs, want) || !strings.Contains(out, "charged twice") {
		t.Errorf("exit %d, %q, want %q and a table:\n%s", code, errs, want, out)
	}
}

// A change of the shop that does harm is told to the shell; the same shop, or a change that is smaller than anybody
// minds, is not.
func TestCompareFailsOnARegressionOnly(t *testing.T) {
	unraced(t)
	dir := filepath.Join(t.TempDir(), "before")
	shop := []string{"compare", "lost-auth-response", "--set", "load.lunch.duration=1m", "--variants", "hardened,stripe-like", "--reps", "6", "--causes=false"}
	if _, errs, code := typed("", with(shop, "--out", dir)...); code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, row := range []struct {
		why, more, want string
		code            int
	}{
		{"the same shop, as it was asked then", "--jobs 1", "hardened: 6 pairs with the same luck", 0},
		{"a shop that forgets its keys", "--set preset=naive --set faults[0].probability=60%", "charged twice of hardened  0 → ", regression},
		{"a change that nobody minds", "--set links.internet=const(31ms) --tolerance 20%", "✓ no regression", 0},
		{"other luck", "--seed 400", "no seeds in common: mean against mean, by Welch's test over 6 runs", 0},
	} {
		out, errs, code := typed("", append([]string{"compare", "--fail-on-regression", dir, "-q"}, strings.Fields(row.more)...)...)
		if strings.HasPrefix(row.more, "--set") {
			out, errs, code = typed("", append([]string{"compare", "--fail-on-regression", dir, "-q", "--set", "load.lunch.duration=1m"}, strings.Fields(row.more)...)...)
		}

		if code != row.code || !strings.Contains(out, row.want) {
			t.Errorf("%s: exit %d, want %d and %q: %s%s", row.why, code, row.code, row.want, out, errs)
		}
	}
	for _, row := range []struct{ why, args, want string }{
		{"other variants", "compare lost-auth-response --variants naive,eshop", "hardened and stripe-like, and this one is about naive and eshop"},
		{"another scenario", "compare quickstart --variants hardened,naive", "the older answer is about lost-auth-response, and this one is about quickstart"},
	} {
		if out, errs, code := typed("", append(strings.Fields(row.args), "--fail-on-regression", dir)...); code != invalid || out != "" || !strings.Contains(errs, row.want) {
			t.Errorf("%s: exit %d, %q%s, want %q before anything is run", row.why, code, out, errs, row.want)
		}
	}
	if _, errs, code := typed("", with(shop, "--fail-on-regression", filepath.Join(dir, "plan.json"))...); code != invalid || !strings.Contains(errs, "no answer of buynow compare") {
		t.Errorf("a file that is no answer: exit %d, %s", code, errs)
	}
}

// child is the command in a process of its own.
func child(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "BUYNOW_STATUS="+filepath.Join(t.TempDir(), "status"))
	return cmd
}

// Whatever kills a comparison, and whenever, it goes on to the same bytes.
func TestACompareThatIsKilledGoesOnToTheSameBytes(t *testing.T) {
	unraced(t)
	home := t.TempDir()
	whole, killed := filepath.Join(home, "whole"), filepath.Join(home, "killed")
	began := time.Now()
	if out, err := child(t, with(shortLunch, "--out", whole)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	took := time.Since(began)
	luck := rand.New(rand.NewPCG(7, uint64(began.UnixNano())))

	kills, args := 0, with(shortLunch, "--out", killed)
	for {
		cmd := child(t, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		patience := time.Duration(luck.Int64N(int64(took) / 2))
		if kills >= 6 {
			patience = time.Hour
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("after %d kills: %v", kills, err)
			}
		case <-time.After(patience):
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			<-ended
			kills++
			if _, err := study.Kept(killed); err == nil {
				args = []string{"compare", "--resume", killed, "--jobs", "1"}
			}
			continue
		}
		break
	}

	t.Logf("killed %d times", kills)
	if d := cmp.Diff(filesIn(t, whole), filesIn(t, killed)); d != "" {
		t.Errorf("killed %d times, it came to other files: %s", kills, d)
	}
}

// filesIn reads a folder: what is in each file, by its path.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		found[path] = string(text)
		return err
	})
	if err != nil || len(found) < 4 {
		t.Fatalf("%d files, %v", len(found), err)
	}
	return found
}
