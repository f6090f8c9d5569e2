//go:build !race

package dashboard

const racing = false
