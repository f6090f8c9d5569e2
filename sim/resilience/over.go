package resilience

import "reflect"

// Over is the policy laid over another: each part that it leaves out is the
// other's. To switch a part off that the other has, say something that does
// nothing: a retry of one attempt.
func (p Policy) Over(other Policy) Policy {
	mine, theirs := reflect.ValueOf(&p).Elem(), reflect.ValueOf(other)
	for i := range mine.NumField() {
		if mine.Field(i).IsZero() {
			mine.Field(i).Set(theirs.Field(i))
		}
	}
	return p
}
