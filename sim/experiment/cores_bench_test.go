package experiment_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

var (
	coresJobs  = flag.Int("cores-jobs", 0, "be a process of BenchmarkTwoCores that makes so many runs at once")
	coresShop  = flag.String("cores-shop", "black-friday", "the scenario of BenchmarkTwoCores")
	coresScale = flag.Int("cores-scale", 20, "what it is divided by")
	coresRuns  = flag.Int("cores-runs", 2, "how many replications of it each job makes")
)

// TestMain is also the main function of a process of the benchmark.
func TestMain(m *testing.M) {
	flag.Parse()
	if *coresJobs == 0 {
		os.Exit(m.Run())
	}
	if err := work(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// work makes replications of a shop as a comparison does, once it is told to, and says that they
// are done.
func work() error {
	shop, err := scenarios.Load(*coresShop, []string{fmt.Sprintf("scale=%d", *coresScale)})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	pool := experiment.Pool[*scenarios.Score]{Jobs: *coresJobs, Run: func(ctx context.Context, job, replication int) (*scenarios.Score, error) {
		return shop.Score(ctx, scenarios.Options{Seed: uint64(replication) + 1})
	}}
	err = pool.Take(context.Background(), *coresJobs, 0, *coresRuns, func(int, int, *scenarios.Score) error { return nil })
	if err == nil {
		fmt.Println("done")
	}
	return err
}

// Two cores make runs of Black Friday in one process, as a comparison does, and then in two
// processes that make half of them each. What is told is how much of the two processes' speed
// the one reaches: by the wall clock, and by the processor time, which minds less what else the
// machine does. Of each the best of all turns counts: give it ten, -benchtime 10x.
func BenchmarkTwoCores(b *testing.B) {
	clock := [3]time.Duration{1 << 62, 1 << 62, 1 << 62}
	spent := clock
	for range b.N {
		for n := 1; n <= 2; n++ {
			wall, cpu := processes(b, n, 2/n)
			clock[n], spent[n] = min(clock[n], wall), min(spent[n], cpu)
		}
	}
	b.ReportMetric(100*clock[2].Seconds()/clock[1].Seconds(), "%-of-two-by-clock")
	b.ReportMetric(100*spent[2].Seconds()/spent[1].Seconds(), "%-of-two-by-cpu")
	b.ReportMetric(clock[1].Seconds()/float64(2**coresRuns), "s/run")
	b.ReportMetric(spent[1].Seconds()/float64(2**coresRuns), "cpu-s/run")
}

// processes is how long n processes take at once, each with so many jobs, and how much processor
// time they need together.
func processes(b *testing.B, n, jobs int) (wall, cpu time.Duration) {
	b.Helper()
	var all []*process
	for range n {
		p, err := startProcess(b.Context(), jobs)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, p)
	}
	for _, p := range all {
		p.must(b, "ready")
	}
	began := time.Now()
	for _, p := range all {
		fmt.Fprintln(p.in, "go")
	}
	for _, p := range all {
		p.must(b, "done")
	}
	wall = time.Since(began)
	for _, p := range all {
		if err := p.cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		cpu += p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
	}
	return wall, cpu
}

// process is this test as a process that works.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func startProcess(ctx context.Context, jobs int) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(ctx, self, "-cores-jobs", fmt.Sprint(jobs), "-cores-shop", *coresShop,
		"-cores-scale", fmt.Sprint(*coresScale), "-cores-runs", fmt.Sprint(*coresRuns))}
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewScanner(out)
	return p, p.cmd.Start()
}

func (p *process) must(b *testing.B, say string) {
	b.Helper()
	if p.out.Scan(); p.out.Text() != say {
		b.Fatalf("a process said %q, want %q", p.out.Text(), say)
	}
}
