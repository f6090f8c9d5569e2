package study

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Only what a store has begun to write is swept away, and nothing that somebody has in a folder of the same ending.
func TestAStoreRemovesNothingThatIsNotItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "runs")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"marathon.half", "plan.json.12345.half"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p := lunch(t, "naive", "hardened")

	if _, err := Create(dir, p); !errors.Is(err, ErrNotEmpty) || !strings.Contains(err.Error(), "marathon.half is in it") {
		t.Errorf("a folder with a file of somebody: %v, want %v", err, ErrNotEmpty)
	}
	if err := os.Remove(filepath.Join(dir, "marathon.half")); err != nil {
		t.Fatal(err)
	}
	store, err := Create(dir, p)
	if err != nil {
		t.Fatal(err)
	}
	store.Close()
	if _, err := os.Stat(filepath.Join(dir, "plan.json.12345.half")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was half written is still there: %v", err)
	}

	mine := filepath.Join(dir, "marathon.half")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if store, err = Resume(dir, p); err != nil {
		t.Fatal(err)
	}
	store.Close()
	if _, err := os.Stat(mine); err != nil {
		t.Errorf("a file of somebody is gone: %v", err)
	}
}
