package study

import (
	"io"
	"os"
	"syscall"
)

// holdFile holds a file until it is closed, or until the process ends in whatever way: nobody else may
// open it meanwhile.
func holdFile(path string) (io.Closer, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const forNobodyElse = 0
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, forNobodyElse, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, ErrInUse
	}
	return os.NewFile(uintptr(handle), path), nil
}
