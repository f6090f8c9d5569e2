package study

import (
	"os"
	"path/filepath"
	"testing"
)

// Who was killed while the first file of a sweep was written may begin anew in the same folder.
func TestAHalfWrittenBeginningIsNoSweep(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, sweepFile+".123"+halfDone), []byte(`{"asked": {"sc`), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := PlanSweep(SweepAsked{Scenario: shopFile(t, stall), Over: []string{"load.buyers.rate=1,2"}, Replications: 2})
	if err != nil {
		t.Fatal(err)
	}

	store, err := CreateSweep(dir, p)

	if err != nil {
		t.Fatalf("the folder is refused: %v", err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
}
