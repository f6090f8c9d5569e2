package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// What a frame is made of.
const (
	HeadSize   = 16
	MaxPayload = 4 << 20
)

// The head of a frame, see the package comment.
const (
	magic   = "bn"
	version = 1
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Why a stream of frames ends before its end.
var (
	// ErrTorn: the stream ends within a frame, as after a crash or a full disk.
	ErrTorn = errors.New("torn")
	// ErrCorrupt: what is there is not what was written.
	ErrCorrupt = errors.New("corrupt")
)

// Append frames a payload and appends the frame to dst.
func Append(dst []byte, kind uint8, payload []byte) []byte {
	start := len(dst)
	dst = append(append(dst, make([]byte, HeadSize)...), payload...)
	Seal(dst[start:], kind)
	return dst
}

// Seal makes a frame of HeadSize bytes, which it fills in, and the payload after
// them. A payload that is too long is a bug of the caller: it panics.
func Seal(frame []byte, kind uint8) {
	head, payload := frame[:HeadSize], frame[HeadSize:]
	if len(payload) > MaxPayload {
		panic(fmt.Sprintf("codec: a payload of %d bytes, want at most %d", len(payload), MaxPayload))
	}
	copy(head, magic)
	head[2], head[3] = version, kind
	binary.BigEndian.PutUint32(head[4:], uint32(len(payload)))
	binary.BigEndian.PutUint32(head[8:], crc32.Checksum(payload, castagnoli))
	binary.BigEndian.PutUint32(head[12:], crc32.Checksum(head[:12], castagnoli))
}

// Begins tells if a stream begins with a frame of a kind, as far as its first four
// bytes can tell.
func Begins(stream []byte, kind uint8) bool {
	return len(stream) >= 4 && string(stream[:2]) == magic && stream[3] == kind
}

// Reader takes the frames out of a stream, one by one, in bounded memory.
type Reader struct {
	from io.Reader
	head [HeadSize]byte
	room []byte
	read int64 // the offset after the last good frame
	err  error
}

// NewReader returns a reader of the frames in a stream.
func NewReader(from io.Reader) *Reader { return &Reader{from: from} }

// Offset returns where the last good frame ends.
func (r *Reader) Offset() int64 { return r.read }

// Next returns the next frame: its kind, and its payload until the next call.
// At the end of the stream the error is io.EOF; ErrTorn and ErrCorrupt say that
// the rest cannot be read. It is the same in all later calls.
func (r *Reader) Next() (kind uint8, payload []byte, err error) {
	if r.err != nil {
		return 0, nil, r.err
	}
	if kind, payload, r.err = r.next(); r.err != nil {
		return 0, nil, r.err
	}
	r.read += HeadSize + int64(len(payload))
	return kind, payload, nil
}

func (r *Reader) next() (kind uint8, payload []byte, err error) {
	switch n, err := io.ReadFull(r.from, r.head[:]); {
	case n == 0 && err == io.EOF:
		return 0, nil, io.EOF
	case err == io.ErrUnexpectedEOF:
		return 0, nil, fmt.Errorf("%w: it ends within the head of a frame", ErrTorn)
	case err != nil:
		return 0, nil, err
	}
	length, err := r.length()
	if err != nil {
		return 0, nil, err
	}
	if cap(r.room) < length {
		r.room = make([]byte, length)
	}
	payload = r.room[:length]
	switch _, err := io.ReadFull(r.from, payload); {
	case err == io.EOF, err == io.ErrUnexpectedEOF:
		return 0, nil, fmt.Errorf("%w: it ends within a frame of %d bytes", ErrTorn, length)
	case err != nil:
		return 0, nil, err
	case crc32.Checksum(payload, castagnoli) != binary.BigEndian.Uint32(r.head[8:]):
		return 0, nil, fmt.Errorf("%w: the checksum of a frame of %d bytes is wrong", ErrCorrupt, length)
	}
	return r.head[3], payload, nil
}

// length checks the head and returns the length of the payload.
func (r *Reader) length() (int, error) {
	switch length := binary.BigEndian.Uint32(r.head[4:]); {
	case string(r.head[:2]) != magic:
		return 0, fmt.Errorf("%w: %q does not begin a frame", ErrCorrupt, r.head[:2])
	case crc32.Checksum(r.head[:12], castagnoli) != binary.BigEndian.Uint32(r.head[12:]):
		return 0, fmt.Errorf("%w: the checksum of the head of a frame is wrong", ErrCorrupt)
	case r.head[2] != version:
		return 0, fmt.Errorf("%w: a frame of version %d, want %d", ErrCorrupt, r.head[2], version)
	case length > MaxPayload:
		return 0, fmt.Errorf("%w: a frame of %d bytes, want at most %d", ErrCorrupt, length, MaxPayload)
	default:
		return int(length), nil
	}
}
