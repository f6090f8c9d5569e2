package sim

import (
	"math"
	"time"
)

// Longest is the longest time that a distribution may be about: ten years. A
// longer draw of a heavy tail counts as Longest.
const Longest = 10 * 365 * 24 * time.Hour

// Draw draws a value. It takes exactly one draw from l, whatever the
// distribution, so that changing one moves no later draw.
func (d Dist) Draw(l *Luck) float64 { return d.at(l.Uint64()) }

// at is the value that a random word stands for.
func (d *Dist) at(word uint64) float64 {
	switch d.shape {
	case uniform:
		return d.a + float64(d.x*unit(word))
	case exponential:
		return float64(d.a * exponentialOf(word))
	case lognormal, quantiles:
		return float64(d.a * Exp(float64(d.x*normalOf(word))))
	case gamma, erlang:
		return float64(d.b * gammaOf(word, d.a, d.x))
	case pareto:
		return float64(d.a * Exp(float64(d.x*exponentialOf(word))))
	case zipf, empirical:
		return d.table.at(d.table.pick(word))
	}
	return d.a
}

// Duration draws a time: the value in nanoseconds, rounded to whole ones,
// never below 0 and never above [Longest].
func (d Dist) Duration(l *Luck) time.Duration { return d.durationAt(l.Uint64()) }

func (d *Dist) durationAt(word uint64) time.Duration {
	value := d.at(word) + 0.5
	switch {
	case !(value > 0):
		return 0
	case value > float64(Longest):
		return Longest
	}
	return time.Duration(value)
}

// Count draws a whole number: of a Uniform, every one from low to high alike
// and both included; of the others, the drawn value rounded. A longer draw of a
// heavy tail counts as 10^15.
func (d Dist) Count(l *Luck) int {
	if d.shape == uniform {
		first, last := math.Ceil(d.a), math.Floor(d.b)
		return int(first) + int(float64(l.Float64()*(last-first+1)))
	}
	return int(min(math.Floor(d.Draw(l)+0.5), maxValue))
}

// A ziggurat draws from a falling curve with hardly any arithmetic (Marsaglia
// and Tsang, 2000). The area under the curve is cut into 256 layers of the
// same size, each a little wider than the curve at its top:
//
//	 __
//	|__|.
//	|____|`.        a point inside the layer above is under the curve;
//	|_______|`-.    a point beyond it lies at the edge, and is looked at;
//	|____________|`--..___   the lowest layer includes the whole tail.
//
// 99 of a hundred draws are a table look-up, a comparison and a product.
type ziggurat struct {
	layers  [256]layer
	heights [257]float64 // of the curve where layer i ends; 1 at the top
}

// layer is one layer, its width in 2^-53rds. The draws below inside need no
// second look.
type layer struct {
	inside uint64
	width  float64
}

// Where the tails begin, and the area of each layer, solve the equation that
// the topmost of 256 layers ends exactly at the top of the curve.
const (
	normalTail      = 3.654152885361008771645
	normalArea      = 0.004928673233974655347
	exponentialTail = 7.697117470131049714045
	exponentialArea = 0.003949659822581557220
)

var (
	normalZiggurat = newZiggurat(normalTail, normalArea,
		func(x float64) float64 { return Exp(-float64(0.5 * float64(x*x))) },
		func(height float64) float64 { return math.Sqrt(float64(-2 * Log(height))) })
	exponentialZiggurat = newZiggurat(exponentialTail, exponentialArea,
		func(x float64) float64 { return Exp(-x) },
		func(height float64) float64 { return -Log(height) })
)

// newZiggurat stacks the layers from the tail up. The lowest is drawn as if it
// were a rectangle of the common area, as wide as that makes it.
func newZiggurat(tail, area float64, curve, inverse func(float64) float64) ziggurat {
	var z ziggurat
	width, end := area/curve(tail), tail
	for i := range z.layers {
		z.heights[i] = curve(width)
		z.layers[i] = layer{inside: uint64(float64(end / width * 0x1p53)), width: float64(width * 0x1p-53)}
		width = end
		if i < 254 {
			end = inverse(area/width + curve(width))
		} else {
			end = 0
		}
	}
	z.heights[256] = 1
	return z
}

// exponentialOf turns a random word into an exponential draw of mean 1.
func exponentialOf(word uint64) float64 {
	if layer := &exponentialZiggurat.layers[word&255]; word>>11 < layer.inside {
		return float64(float64(word>>11) * layer.width)
	}
	return exponentialEdge(word)
}

// exponentialEdge looks at a point beyond the inside. In the tail an
// exponential starts anew: it forgets how long it has lasted.
func exponentialEdge(word uint64) float64 {
	own, start := Luck{state: word}, 0.
	for {
		i := word & 255
		layer := &exponentialZiggurat.layers[i]
		x := float64(float64(word>>11) * layer.width)
		switch {
		case word>>11 < layer.inside:
			return start + x
		case i == 0:
			start += exponentialTail
		case exponentialZiggurat.under(i, own.Float64(), Exp(-x)):
			return start + x
		}
		word = own.Uint64()
	}
}

// under reports whether a point at a random height of layer i is under the
// curve, which is so high there.
func (z *ziggurat) under(i uint64, height, curve float64) bool {
	return z.heights[i]+float64(height*(z.heights[i+1]-z.heights[i])) < curve
}

// normalOf turns a random word into a standard normal draw.
func normalOf(word uint64) float64 {
	if layer := &normalZiggurat.layers[word&255]; word>>11 < layer.inside {
		return withSign(float64(float64(word>>11)*layer.width), word)
	}
	return normalEdge(word)
}

// normalEdge looks at a point beyond the inside.
func normalEdge(word uint64) float64 {
	own := Luck{state: word}
	for {
		i := word & 255
		layer := &normalZiggurat.layers[i]
		x := float64(float64(word>>11) * layer.width)
		switch {
		case word>>11 < layer.inside:
			return withSign(x, word)
		case i == 0:
			return withSign(normalTail+beyondTail(&own), word)
		case normalZiggurat.under(i, own.Float64(), Exp(-float64(0.5*float64(x*x)))):
			return withSign(x, word)
		}
		word = own.Uint64()
	}
}

// beyondTail draws how far into the tail a normal is: an exponential, thinned
// out (Marsaglia, 1964).
func beyondTail(own *Luck) float64 {
	for {
		beyond := exponentialOf(own.Uint64()) / normalTail
		if float64(beyond*beyond) < float64(2*exponentialOf(own.Uint64())) {
			return beyond
		}
	}
}

// withSign gives x the sign in the word's ninth bit, which nothing else uses.
func withSign(x float64, word uint64) float64 {
	return math.Float64frombits(math.Float64bits(x) | word<<55&(1<<63))
}

// gammaOf turns a random word into a gamma draw of scale 1 (Marsaglia and
// Tsang, 2000): a stretched normal is cubed, and one in twenty or less is
// refused. The stretch is 1/sqrt(9*core).
func gammaOf(word uint64, shape, stretch float64) float64 {
	own := Luck{state: word}
	core := gammaCore(shape)
	for {
		z := normalOf(own.Uint64())
		root := 1 + float64(stretch*z)
		if root <= 0 {
			continue
		}
		cube := float64(float64(root*root) * root)
		z2 := float64(z * z)
		u := own.Float64()
		if u >= 1-float64(0.0331*float64(z2*z2)) &&
			Log(u) >= float64(0.5*z2)+float64(core*(1-cube+Log(cube))) {
			continue
		}
		if shape < 1 {
			return float64(float64(core*cube) * Exp(-exponentialOf(own.Uint64())/shape))
		}
		return float64(core * cube)
	}
}

// gammaCore is the shape that the cubes work for. A shape below 1 is drawn as
// the next higher one, and then thinned out.
func gammaCore(shape float64) float64 {
	if shape < 1 {
		shape++
	}
	return shape - 1./3
}
