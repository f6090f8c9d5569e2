package sim

import (
	"reflect"
	"strings"
)

// Modes are the ways to corrupt a field.
func Modes() []string {
	return []string{"flip", "zero", "negate", "times-100", "divide-100", "truncate", "stale"}
}

// Checksum says that every message carries one: what was changed on its way is
// found out as it arrives and dropped, as if it were lost. What a model makes of a
// message is not found out: it was sent like that.
func (w *World) Checksum() { w.summed = true }

func (d Corrupt) befall(f *Failure, mail *envelope, way *passage, on leg, own *draws) bool {
	message := &mail.message
	if on == answering {
		message = &mail.reply
	}
	if *message == nil {
		return false
	}
	var changed Message
	if d.Change != nil {
		changed = d.Change(mail.sight(on))
	} else {
		before := own.memory.recall(*message)
		changed = corrupted(*message, before, d.Field, d.Mode, &own.Luck)
	}
	if changed == nil {
		return false
	}
	*message = changed
	way.gone = way.gone || f.world.summed && d.Change == nil
	return true
}

// recall returns the message of the kind before this one, and keeps this one.
func (m *memory) recall(message Message) Message {
	if m.last == nil {
		m.last = new([256]Message)
	}
	before := m.last[message.Kind()]
	m.last[message.Kind()] = message
	return before
}

// corrupted returns a clone of a message with one field changed; nil if it has no
// such field, or if nothing changes.
func corrupted(message, before Message, field, mode string, luck *Luck) Message {
	clone, fields := cloned(message)
	if !fields.IsValid() {
		return nil
	}
	if field == "" && mode == "stale" {
		return before
	}
	target := fieldOf(fields, field, luck)
	if !target.IsValid() || !target.CanSet() {
		return nil
	}
	was := reflect.New(target.Type()).Elem()
	was.Set(target)
	if mode == "stale" {
		if before == nil {
			return nil
		}
		_, old := cloned(before)
		if from := fieldOf(old, field, luck); from.IsValid() && from.Type() == target.Type() {
			target.Set(from)
		}
	} else {
		spoil(target, mode, luck)
	}
	if reflect.DeepEqual(was.Interface(), target.Interface()) {
		return nil
	}
	return clone().(Message)
}

// cloned copies a message, a struct or a pointer to one. The value returned can be
// set until clone hands the message out.
func cloned(message Message) (clone func() any, fields reflect.Value) {
	value := reflect.ValueOf(message)
	pointer := value.Kind() == reflect.Pointer
	if pointer {
		value = value.Elem()
	}
	if value.Kind() != reflect.Struct {
		return nil, reflect.Value{}
	}
	copied := reflect.New(value.Type())
	copied.Elem().Set(value)
	return func() any {
		if pointer {
			return copied.Interface()
		}
		return copied.Elem().Interface()
	}, copied.Elem()
}

// fieldOf finds a field by the name that a file gives it, through structs, pointers
// and lists, which it copies on the way; of a list it takes one element by luck.
func fieldOf(value reflect.Value, path string, luck *Luck) reflect.Value {
	name, rest, _ := strings.Cut(path, ".")
	for {
		switch value.Kind() {
		case reflect.Pointer:
			if value.IsNil() {
				return reflect.Value{}
			}
			copied := reflect.New(value.Type().Elem())
			copied.Elem().Set(value.Elem())
			value.Set(copied)
			value = copied.Elem()
			continue
		case reflect.Slice:
			if value.Len() == 0 {
				return reflect.Value{}
			}
			copied := reflect.MakeSlice(value.Type(), value.Len(), value.Len())
			reflect.Copy(copied, value)
			value.Set(copied)
			value = copied.Index(luck.IntN(copied.Len()))
			continue
		}
		break
	}
	if value.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	plain := strings.ReplaceAll(name, "_", "")
	found := value.FieldByNameFunc(func(own string) bool { return strings.EqualFold(own, plain) })
	if !found.IsValid() || rest == "" {
		return found
	}
	return fieldOf(found, rest, luck)
}

// spoil changes one value.
func spoil(value reflect.Value, mode string, luck *Luck) {
	switch mode {
	case "zero":
		value.SetZero()
		return
	case "truncate":
		cut(value)
		return
	}
	switch {
	case value.CanInt():
		value.SetInt(spoiledInt(value.Int(), mode, value.Type().Bits(), luck))
	case value.CanUint():
		whole := spoiledInt(int64(value.Uint()), mode, value.Type().Bits(), luck)
		value.SetUint(uint64(whole) & (1<<value.Type().Bits() - 1))
	case value.CanFloat():
		value.SetFloat(spoiledFloat(value.Float(), mode))
	case value.Kind() == reflect.Bool && (mode == "flip" || mode == "negate"):
		value.SetBool(!value.Bool())
	case value.Kind() == reflect.String && mode == "flip" && value.Len() > 0:
		text := []byte(value.String())
		text[luck.IntN(len(text))] ^= 1
		value.SetString(string(text))
	}
}

// cut halves what has a length, and a number's digits.
func cut(value reflect.Value) {
	switch {
	case value.Kind() == reflect.String:
		value.SetString(value.String()[:value.Len()/2])
	case value.Kind() == reflect.Slice:
		value.Set(value.Slice(0, value.Len()/2))
	case value.CanInt():
		value.SetInt(int64(int32(value.Int()) >> 16 << 16))
	case value.CanUint():
		value.SetUint(value.Uint() >> 16 << 16)
	case value.CanFloat():
		value.SetFloat(float64(int64(value.Float())))
	}
}

// spoiledInt flips a bit that matters, one of the lowest sixteen, or does as the
// mode says.
func spoiledInt(n int64, mode string, bits int, luck *Luck) int64 {
	switch mode {
	case "negate":
		return -n
	case "times-100":
		return n * 100
	case "divide-100":
		return n / 100
	}
	return n ^ 1<<luck.IntN(min(bits, 16))
}

func spoiledFloat(x float64, mode string) float64 {
	switch mode {
	case "times-100":
		return float64(x * 100)
	case "divide-100":
		return x / 100
	}
	return -x
}
