package sim

import "math"

// Exp and Log are our own because a run must be the same on every machine.
// The standard ones are assembly on some processors, and on others the
// compiler fuses x*y+z into one instruction that rounds once instead of twice;
// either changes the last bit of a drawn latency, and with it the trace. Here
// only additions, divisions and explicitly rounded products are used: the
// conversion in float64(x*y) forbids the fusion, so every product has one.

// ln2High is the natural logarithm of 2 with 32 bits, so that its product with
// a small whole number is exact; ln2Low is the rest.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

// exp32nds holds 2^(j/32), each rounded to the nearest float64.
var exp32nds = [32]float64{
	1.0, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237,
	1.0905077326652577, 1.1143867425958924, 1.1387886347566916, 1.1637248587775775,
	1.189207115002721, 1.215247359980469, 1.241857812073484, 1.2690509571917332,
	1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832,
	1.4142135623730951, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228,
	1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965,
	1.681792830507429, 1.718619298122478, 1.7562521603732995, 1.7947090750031072,
	1.8340080864093424, 1.8741676341103, 1.9152065613971474, 1.9571441241754002,
}

// Exp returns e to the power of x, the same bits on every processor. Over three
// million numbers it was at most 1.02 units in the last place off, and at most
// 2 from math.Exp. It takes three steps:
//  1. x is split into n 32nds of ln 2 and a rest r, at most ln(2)/64 in size;
//  2. e^r comes from its series, whose seventh term is below 2^-58;
//  3. 2^(n/32) comes from the table and from the exponent's own bits.
func Exp(x float64) float64 {
	const (
		perPart  = 32 / math.Ln2
		rounder  = 3 << 51 // adding it leaves no room for a fraction
		largest  = 709.782712893384
		smallest = -745.1332191019412
	)
	switch {
	case x != x:
		return x
	case x > largest:
		return math.Inf(1)
	case x < smallest:
		return 0
	}

	rounded := float64(x*perPart) + rounder
	n := int64(math.Float64bits(rounded)) - int64(math.Float64bits(rounder))
	parts := rounded - rounder
	r := x - float64(parts*(ln2High/32)) - float64(parts*(ln2Low/32))

	r2 := float64(r * r)
	low := 1./2 + float64(r*(1./6))
	high := 1./24 + float64(r*(1./120)) + float64(r2*(1./720))
	rest := r + float64(r2*(low+float64(r2*high)))

	power := exp32nds[n&31]
	result := power + float64(power*rest)
	exponent := n >> 5
	if uint64(exponent+1021) > 1021+1022 {
		return scale(result, exponent)
	}
	return math.Float64frombits(math.Float64bits(result) + uint64(exponent)<<52)
}

// scale returns x times 2^exponent where the result or the power itself is
// too large or too small for an ordinary float64: it goes in two strides.
func scale(x float64, exponent int64) float64 {
	half := exponent / 2
	x = float64(x * math.Float64frombits(uint64(1023+half)<<52))
	return float64(x * math.Float64frombits(uint64(1023+exponent-half)<<52))
}

// Log returns the natural logarithm of x, the same bits on every processor.
// Over three million numbers it was at most 0.86 units in the last place off,
// and at most 1 from math.Log. The method and its coefficients are those of
// FreeBSD's e_log.c, as in the standard library:
//  1. x is split into 2^k and 1+f, with 1+f from sqrt(1/2) to sqrt(2);
//  2. log(1+f) is 2s + s*R(s^2) with s = f/(2+f), where R is a polynomial;
//  3. k times ln 2 is added, low bits first.
func Log(x float64) float64 {
	const (
		l1 = 6.666666666666735130e-01
		l2 = 3.999999999940941908e-01
		l3 = 2.857142874366239149e-01
		l4 = 2.222219843214978396e-01
		l5 = 1.818357216161805012e-01
		l6 = 1.531383769920937332e-01
		l7 = 1.479819860511658591e-01
	)
	switch {
	case x != x || x > math.MaxFloat64:
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}

	k, f := split(x)
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	odd := float64(s2 * (l1 + float64(s4*(l3+float64(s4*(l5+float64(s4*l7)))))))
	even := float64(s4 * (l2 + float64(s4*(l4+float64(s4*l6)))))
	half := float64(0.5 * float64(f*f))
	low := float64(s*(half+(odd+even))) + float64(k*ln2Low)
	return float64(k*ln2High) - ((half - low) - f)
}

// split returns k and f such that x is (1+f) times 2^k, with 1+f from sqrt(1/2)
// to sqrt(2), for a positive and finite x.
func split(x float64) (k, f float64) {
	const smallestNormal = 0x1p-1022
	bias := 1023
	if x < smallestNormal {
		x = float64(x * 0x1p54)
		bias += 54
	}
	// Adding the distance from sqrt(1/2) to 1 carries into the exponent for the
	// upper part of each octave, which belongs to the next power of two.
	const one, rootHalf = 0x3ff0000000000000, 0x3fe6a09e667f3bcd
	word := math.Float64bits(x) + (one - rootHalf)
	exponent := int(word>>52) - bias
	fraction := word&(1<<52-1) + rootHalf
	return float64(exponent), math.Float64frombits(fraction) - 1
}
