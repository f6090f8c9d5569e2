package study

import (
	"strings"
	"testing"
)

func TestAShapeIsJudgedByWhatIsLeftBeyondTheKnee(t *testing.T) {
	for _, row := range []struct {
		why   string
		curve [][]float64 // goodput by load and replication; the first at the knee
		shape string
		says  string
	}{
		{"as much as at the knee", [][]float64{{40, 41, 42}, {40, 41, 42}, {40, 41, 42}, {40, 41, 42}}, Bends, "it bends: of its best goodput, 41/s, 100 % at 1.25 times the knee"},
		{"a little less", [][]float64{{40, 41, 42}, {37, 38, 38}, {36, 37, 37}, {35, 36, 37}}, Bends, "under 80 % would be a collapse"},
		{"more and more, since the threshold is a strict one", [][]float64{{40, 41, 42}, {50, 51, 52}, {60, 61, 62}, {70, 71, 72}}, Bends, "100 % at 2 times the knee"},
		{"more, and then far less", [][]float64{{40, 41, 42}, {50, 51, 52}, {60, 61, 62}, {30, 31, 32}}, Collapses, "51 % (49 to 53) at 2 times the knee"},
		{"less at once, and back", [][]float64{{40, 40, 40}, {10, 11, 12}, {39, 40, 41}, {40, 40, 40}}, Collapses, "it collapses: of its best goodput, 40/s, "},
		{"about as much as the line, so that nobody can tell", [][]float64{{40, 40, 40}, {30, 32, 34}, {40, 40, 40}, {40, 40, 40}}, Unclear, "more repeats would tell"},
		{"in some replications only", [][]float64{{40, 40, 40}, {40, 5, 40}, {40, 40, 40}, {40, 40, 40}}, Unclear, "it cannot be told"},
		{"one replication has no interval", [][]float64{{40}, {39}, {38}, {37}}, Bends, "98 % at 1.25 times the knee"},
		{"nobody is thanked at any load", [][]float64{{0, 0, 0}, {0, 0, 0}}, Unclear, "no order came through"},
		{"nothing beyond the knee", [][]float64{{40, 41, 42}}, Unclear, "nothing beyond the knee can be asked for"},
	} {
		var curve [][]attempt
		for i, goodputs := range row.curve {
			var runs []attempt
			for r, goodput := range goodputs {
				runs = append(runs, attempt{load: append([]float64{1}, curveAt...)[i] * 100, replication: r, goodput: goodput})
			}
			curve = append(curve, runs)
		}

		shape, why, beyond := judgeShape(100, curve)

		if shape != row.shape || !strings.Contains(why, row.says) {
			t.Errorf("%s: it %s: %s; want %s and %q", row.why, shape, why, row.shape, row.says)
		}
		if wanted := max(0, len(row.curve)-1); shape != Unclear && len(beyond) != wanted {
			t.Errorf("%s: it is judged by %d loads, want %d", row.why, len(beyond), wanted)
		}
	}
}

func TestWhoGivesWayIsToldByLittlesLaw(t *testing.T) {
	for _, row := range []struct {
		why   string
		choke choke
		says  string
	}{
		{"all busy", choke{actor: "bank", workers: 20, busy: 20, waiting: 38, served: 48.78}, "the bank: 20 of 20 workers busy, 38 waiting; 48.8/s × 410ms = 20"},
		{"its name as people say it", choke{actor: "stock-db", workers: 1, busy: 1, waiting: 1234, served: 200}, "the stock database: 1 of 1 worker busy, 1,234 waiting; 200/s × 5ms = 1"},
		{"few workers are overrun by bunches", choke{actor: "web", workers: 5, busy: 2.5, waiting: 10, served: 5, refused: 77},
			"= 2.5: not all are busy all the time, but customers come in bunches, and 77 messages found its queue full"},
		{"nothing is served", choke{actor: "bank", workers: 2, busy: 2, waiting: 9}, "the bank: 2 of 2 workers busy, 9 waiting"},
	} {
		if got := row.choke.why(); !strings.Contains(got, row.says) {
			t.Errorf("%s: %q, want %q", row.why, got, row.says)
		}
	}
}
