package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheWeightsOfTheShopAreFresh(t *testing.T) {
	file := filepath.Join(t.TempDir(), "risk_weights.go")
	if err := run(&bytes.Buffer{}, 1, 200_000, file); err != nil {
		t.Fatal(err)
	}

	got, want := read(t, "../../actors/risk_weights.go"), read(t, file)

	if got != want {
		t.Errorf("actors/risk_weights.go is stale: run go generate ./actors\n%s\nwant\n%s", got, want)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheReportShowsTheTrade(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out, 3, 10_000, ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"10000 orders of seed 3", "10000 of seed 4", "AUC 0.9",
		"velocity", "bias", "reviewed from here", "blocked from here",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, out.String())
		}
	}
}

func TestTooFewOrdersAreRefused(t *testing.T) {
	err := run(&bytes.Buffer{}, 1, 100, "")

	if err == nil || !strings.Contains(err.Error(), "want at least 10000") {
		t.Errorf("run with 100 orders: %v, want it refused with what is allowed", err)
	}
}
