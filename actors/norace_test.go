//go:build !race

package actors

const racing = false
