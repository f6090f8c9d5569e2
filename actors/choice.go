package actors

// choose finds a strategy by its name, in a list of all of its sort.
func choose[T ~uint8](into *T, sort string, names []string, text []byte) error {
	at, err := oneOf(sort, names, text)
	if err == nil {
		*into = T(at)
	}
	return err
}

// Switch is a safeguard that a shop has, unless it is switched off.
type Switch uint8

// The positions.
const (
	On Switch = iota
	Off
)

var switchNames = [...]string{"on", "off"}

// String is on or off.
func (s Switch) String() string { return switchNames[s] }

// MarshalText is on or off.
func (s Switch) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads on or off.
func (s *Switch) UnmarshalText(text []byte) error {
	return choose(s, "position of a switch", switchNames[:], text)
}

// Switches are the names of all positions.
func Switches() []string { return switchNames[:] }
