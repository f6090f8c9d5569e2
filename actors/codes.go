package actors

// RetryClass says whether it makes sense to try a declined card again.
type RetryClass uint8

// The classes.
const (
	RetryNever RetryClass = iota // not with this card
	RetryLater                   // when there is money on it, or after a while
	RetryNow                     // the bank had trouble of its own
)

// String is the class in a word.
func (c RetryClass) String() string {
	return [...]string{"never", "later", "now"}[c]
}

// Class says whether it makes sense to try again, as the card networks see it:
// a card that is expired, stolen or wrong stays so, an empty account is filled
// again, and an issuer that is not available will be.
func (c Code) Class() RetryClass {
	switch c {
	case CodeIssuer, CodeError:
		return RetryNow
	case CodeNoFunds, CodeLimit, CodeDoNot:
		return RetryLater
	}
	return RetryNever
}

// String is what the code means.
func (c Code) String() string {
	switch c {
	case CodeApproved:
		return "approved"
	case CodeDoNot:
		return "do not honour"
	case CodeStolen:
		return "stolen card"
	case CodeNoFunds:
		return "not enough money"
	case CodePartial:
		return "approved for a part"
	case CodeExpired:
		return "expired card"
	case CodeNotAllow:
		return "not allowed to this card"
	case CodeFraud:
		return "suspected fraud"
	case CodeLimit:
		return "over the limit"
	case CodeWrongCVV:
		return "wrong card data"
	case CodeIssuer:
		return "issuer not available"
	case CodeDuplicate:
		return "seen before"
	case CodeError:
		return "system error"
	}
	return unknownCode
}

const unknownCode = "unknown code"
