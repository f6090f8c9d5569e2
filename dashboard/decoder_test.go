package dashboard

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// safest is the largest whole number that a page has exactly.
const safest = 1<<53 - 1

// fill fills in a value of any type that frames have, each field by luck.
func fill(v reflect.Value, luck *rand.Rand) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), luck)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), luck.IntN(4), 4))
		for i := range v.Len() {
			fill(v.Index(i), luck)
		}
	case reflect.String:
		texts := []string{"", "a", "Zoë Müller", "€ 24.90 — “paid”", "包裹", "\x00\n\"</script>", strings.Repeat("long ", 60), "👩‍🚀"}
		v.SetString(texts[luck.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(luck.IntN(2) == 0)
	case reflect.Float64:
		v.SetFloat([]float64{0, 1, 0.1, 1e5, -2.5, luck.NormFloat64()}[luck.IntN(6)])
	case reflect.Int, reflect.Int64:
		edges := []int64{0, 1, -1, 31, -32, -33, 127, 128, -128, -129, 1 << 15, 1<<31 - 1, -1 << 31, 1 << 32, safest, -safest}
		v.SetInt(append(edges, luck.Int64N(safest))[luck.IntN(len(edges)+1)])
	case reflect.Uint64:
		edges := []uint64{0, 1, 127, 128, 255, 256, 1 << 16, 1<<32 - 1, 1 << 32, 1 << 48, safest}
		v.SetUint(append(edges, luck.Uint64N(safest))[luck.IntN(len(edges)+1)])
	default:
		panic("frames have a " + v.Type().String() + ", of which this test has none")
	}
}

// differences says where what a page read differs from what was sent: numbers and
// texts are the same, and a field has the name that JavaScript gives it.
func differences(path string, sent reflect.Value, read any) []string {
	switch sent.Kind() {
	case reflect.Struct:
		object, is := read.(map[string]any)
		if !is || len(object) != sent.NumField() {
			return []string{fmt.Sprintf("%s has %v, want an object of %d fields", path, read, sent.NumField())}
		}
		var all []string
		for i := range sent.NumField() {
			name := sent.Type().Field(i).Name
			key := strings.ToLower(name[:1]) + name[1:]
			if name == strings.ToUpper(name) { // ID, OK
				key = strings.ToLower(name)
			}
			value, is := object[key]
			if !is {
				all = append(all, fmt.Sprintf("%s has no %s", path, key))
				continue
			}
			all = append(all, differences(path+"."+key, sent.Field(i), value)...)
		}
		return all
	case reflect.Slice:
		list, is := read.([]any)
		if !is || len(list) != sent.Len() {
			return []string{fmt.Sprintf("%s has %v, want %d of them", path, read, sent.Len())}
		}
		var all []string
		for i := range list {
			all = append(all, differences(fmt.Sprintf("%s[%d]", path, i), sent.Index(i), list[i])...)
		}
		return all
	}
	want, _ := json.Marshal(sent.Interface()) // of a number or a text it cannot fail
	var same any
	_ = json.Unmarshal(want, &same)
	if same != read {
		return []string{fmt.Sprintf("%s is %v, want %v", path, read, same)}
	}
	return nil
}

// readByPage is what the page's own reader makes of frames.
func readByPage(b *tab, frames [][]byte) []map[string]any {
	b.t.Helper()
	var texts []string
	for _, frame := range frames {
		texts = append(texts, base64.StdEncoding.EncodeToString(frame))
	}
	list, _ := json.Marshal(texts)
	var read []map[string]any
	b.eval(`import('/js/socket.js').then(({ FrameReader }) => {
		const reader = new FrameReader();
		return `+string(list)+`.map((text) => reader.read(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))));
	})`, &read)
	return read
}

func TestAPageReadsWhatTheServerWrites(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	luck := rand.New(rand.NewPCG(8141, 42))
	for range 25 {
		var frames [][]byte
		var sent []reflect.Value
		for kind := range frameKinds {
			body := reflect.New(reflect.TypeOf(frameBodies[kind]))
			fill(body.Elem(), luck)
			if h, is := body.Interface().(*hello); is {
				h.Shapes = nil
				for _, shape := range frameShapes {
					h.Shapes = append(h.Shapes, shape.String())
				}
			}
			frames = append(frames, appendFrame(nil, kind, uint64(kind)<<40, int64(kind)*1e15, body.Interface()))
			sent = append(sent, body.Elem())
		}

		read := readByPage(b, frames)

		for kind, frame := range read {
			if frame["number"] != float64(uint64(kind)<<40) || frame["at"] != float64(kind)*1e15 {
				t.Errorf("frame %d has the number %v and the time %v", kind, frame["number"], frame["at"])
			}
			for _, d := range differences(fmt.Sprint(frame["kind"]), sent[kind], frame["body"]) {
				t.Error(d)
			}
		}
	}
}

func TestAPageThatReadsSomethingElseIsSeen(t *testing.T) {
	body := mark{Number: 7, Name: "bank slow", Order: 8141}
	same := map[string]any{
		"number": 7.0, "at": 0.0, "until": 0.0, "kind": "", "name": "bank slow", "text": "", "actor": 0.0, "road": 0.0, "order": 8141.0, "fault": 0.0,
	}
	if found := differences("mark", reflect.ValueOf(body), same); found != nil {
		t.Fatalf("the same differs: %q", found)
	}
	same["order"] = 8142.0
	delete(same, "fault")
	if found := differences("mark", reflect.ValueOf(body), same); len(found) != 1 {
		t.Errorf("a field that is gone gives %q", found)
	}
	same["fault"] = 0.0
	if found := differences("mark", reflect.ValueOf(body), same); len(found) != 1 || !strings.Contains(found[0], "mark.order is 8142, want 8141") {
		t.Errorf("another order gives %q", found)
	}
}

func TestAPageReadsShapes(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct{ what, shape, value, want string }{
		{"a number", "uint64", "7", "7"},
		{"an object", "{Order uint64, LoadEnd int64}", "[7, 8]", `{"order":7,"loadEnd":8}`},
		{"a list of objects", "[]{ID int, SKUCount int}", "[[1, 2], [3, 4]]", `[{"id":1,"skuCount":2},{"id":3,"skuCount":4}]`},
		{"no list is an empty one", "{Notes []string}", "[null]", `{"notes":[]}`},
		{"a pointer to nothing", "*{A int}", "null", "null"},
		{"a pointer to something", "*{A int}", "[1]", `{"a":1}`},
		{"bytes stay as they are", "[]uint8", "[1, 2]", "[1,2]"},
		{"a list of fixed length", "[2]int", "[1, 2]", "[1,2]"},
	} {
		t.Run(row.what, func(t *testing.T) {
			var got string
			b.eval(`import('/js/shapes.js').then(({ readerOf }) => JSON.stringify(readerOf('`+row.shape+`')(`+row.value+`)))`, &got)
			if got != row.want {
				t.Errorf("%s of %s is %s, want %s", row.shape, row.value, got, row.want)
			}
		})
	}
	for _, row := range []struct{ what, shape, words string }{
		{"a shape that ends too soon", "{Order", "expected"},
		{"two shapes", "{A int} {B int}", "more than one"},
		{"a field without a name", "{ int}", "expected a word at 1"},
	} {
		t.Run(row.what, func(t *testing.T) {
			var got string
			b.eval(`import('/js/shapes.js').then(({ readerOf }) => { try { readerOf('`+row.shape+`'); return 'no error' } catch (e) { return e.message } })`, &got)
			if !strings.Contains(got, row.words) {
				t.Errorf("%s gives %q, want %q in it", row.shape, got, row.words)
			}
		})
	}
}
