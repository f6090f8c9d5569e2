//go:build unix && !solaris && !aix

package study

import (
	"fmt"
	"io"
	"os"
	"syscall"
)

// holdFile holds a file until it is closed, or until the process ends in whatever way.
func holdFile(path string) (io.Closer, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("keep the comparison: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		return nil, ErrInUse
	}
	return file, nil
}
