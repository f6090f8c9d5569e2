package actors

import "testing"

func TestRetryClassesAreThoseOfTheNetworks(t *testing.T) {
	for code, want := range map[Code]RetryClass{
		CodeStolen: RetryNever, CodeExpired: RetryNever, CodeNotAllow: RetryNever, CodeWrongCVV: RetryNever, CodeFraud: RetryNever,
		CodeNoFunds: RetryLater, CodeLimit: RetryLater, CodeDoNot: RetryLater,
		CodeIssuer: RetryNow, CodeError: RetryNow,
	} {
		if got := code.Class(); got != want {
			t.Errorf("Class(%v) = %v, want %v", code, got, want)
		}
	}
}
