package dashboard

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"

	"github.com/gorilla/websocket"
)

// What a page and its server agree on when they connect: frames of msgpack, or the
// same arrays as JSON, for people who look at them.
const (
	protocol     = "buynow.v1"
	protocolText = "buynow.v1.json"
)

// letter is a frame as it goes to pages: made once, however many they are.
type letter struct {
	kind   frameKind
	number uint64
	binary *websocket.PreparedMessage
	text   *websocket.PreparedMessage // nil unless somebody reads JSON
	size   int
}

// newLetter makes a letter of a body, a pointer to the type of its kind. The body
// is not kept.
func newLetter(kind frameKind, number uint64, at int64, body any, text bool) *letter {
	frame := appendFrame(nil, kind, number, at, body)
	l := &letter{kind: kind, number: number, binary: prepared(websocket.BinaryMessage, frame), size: len(frame)}
	if text {
		l.text = prepared(websocket.TextMessage, frameText(kind, number, at, body))
	}
	return l
}

func prepared(kind int, frame []byte) *websocket.PreparedMessage {
	message, err := websocket.NewPreparedMessage(kind, frame)
	if err != nil {
		panic(fmt.Sprintf("dashboard: %v", err)) // the kind is one of two
	}
	return message
}

// frameText is a frame as JSON.
func frameText(kind frameKind, number uint64, at int64, body any) []byte {
	text, err := json.Marshal([]any{kind, number, at, arrays(reflect.ValueOf(body))})
	if err != nil {
		panic(fmt.Sprintf("dashboard: frame %d: %v", kind, err)) // bodies are numbers and texts
	}
	return text
}

// arrays is a value as msgpack has it: a struct is the array of its fields. JSON
// has no infinite numbers: they are null.
func arrays(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return arrays(v.Elem())
	case reflect.Struct:
		fields := make([]any, v.NumField())
		for i := range fields {
			fields[i] = arrays(v.Field(i))
		}
		return fields
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() {
			return nil
		}
		elements := make([]any, v.Len())
		for i := range elements {
			elements[i] = arrays(v.Index(i))
		}
		return elements
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return nil
		}
	}
	return v.Interface()
}

// shapesInWords say what is in each kind of frame.
var shapesInWords = func() (words []string) {
	for _, shape := range frameShapes {
		words = append(words, shape.String())
	}
	return words
}()
