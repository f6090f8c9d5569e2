package chart_test

import (
	"fmt"
	"strings"

	"buynow/sim/chart"
)

func Example() {
	scale := chart.Scale{Low: -1, High: 1, Width: 240, Inset: 14}
	strip := scale.Strip(28, &chart.Interval{Low: -0.5, Mid: -0.46, High: -0.43, Sign: chart.Square})

	first, _, _ := strings.Cut(string(strip.SVG()), " font-family")
	fmt.Println(first)
	fmt.Printf("-46 %% is %.1f pixels from the left\n", scale.X(-0.46))
	// Output:
	// <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 28" width="240" height="28"
	// -46 % is 71.2 pixels from the left
}
