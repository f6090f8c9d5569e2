package study

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	"buynow/scenarios"
	"buynow/sim/codec"
)

// A trial on disk is one run's score in frames, none of whose bytes is trusted:
//
//	head     which run it is, and what a score looks like to the program that wrote it
//	score    all of it but the fates
//	fates    some thousands of them, as often as it takes
//	end      how many fates there were
//
// What does not end with its end was cut short.
const (
	trialFormat = 1

	headFrame  uint8 = 0x71
	scoreFrame uint8 = 0x72
	fatesFrame uint8 = 0x73
	endFrame   uint8 = 0x74

	fatesInFrame = 20_000
	mostFates    = 1 << 26
)

type trialHead struct{ Trial, Shape string }

type trialFates struct{ Fates []scenarios.Fate }

type trialEnd struct{ Fates int }

// scoreShape says what is in a score, so that one of another version is noticed.
var scoreShape = shapeOf[scenarios.Score]()

func shapeOf[T any]() string {
	shape, err := codec.ShapeOf(reflect.TypeFor[T]())
	if err != nil {
		panic("study: " + err.Error()) // a test keeps one
	}
	return shape.String()
}

// packTrial makes the bytes of a trial.
func packTrial(trial string, score *scenarios.Score) ([]byte, error) {
	var out []byte
	frame := func(kind uint8, value any) error {
		payload, err := codec.Encode(value)
		if err == nil && len(payload) > codec.MaxPayload {
			err = fmt.Errorf("a frame of %d bytes is too large to keep", len(payload))
		}
		if err == nil {
			out = codec.Append(out, kind, payload)
		}
		return err
	}
	small := *score
	small.Fates = nil
	err := errors.Join(frame(headFrame, &trialHead{trial, scoreShape}), frame(scoreFrame, &small))
	for from := 0; from < len(score.Fates) && err == nil; from += fatesInFrame {
		err = frame(fatesFrame, &trialFates{score.Fates[from:min(from+fatesInFrame, len(score.Fates))]})
	}
	if err == nil {
		err = frame(endFrame, &trialEnd{len(score.Fates)})
	}
	return out, err
}

// errOther means that a file holds another trial than the one that is looked for.
var errOther = errors.New("it is another trial")

// unpackTrial reads the bytes of a trial back, and doubts all of them.
func unpackTrial(trial string, stored []byte) (*scenarios.Score, error) {
	frames := codec.NewReader(bytes.NewReader(stored))
	next := func(kind uint8, into any) error {
		got, payload, err := frames.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: it has no end", codec.ErrTorn)
		}
		if err != nil {
			return err
		}
		if got != kind {
			return fmt.Errorf("%w: a frame of kind %d, want %d", codec.ErrCorrupt, got, kind)
		}
		return codec.Decode(payload, into)
	}
	var head trialHead
	if err := next(headFrame, &head); err != nil {
		return nil, err
	}
	if head.Trial != trial || head.Shape != scoreShape {
		return nil, errOther
	}
	score := &scenarios.Score{}
	if err := next(scoreFrame, score); err != nil {
		return nil, err
	}
	for {
		kind, payload, err := frames.Next()
		switch {
		case err == io.EOF:
			return nil, fmt.Errorf("%w: it has no end", codec.ErrTorn)
		case err != nil:
			return nil, err
		case kind == endFrame:
			return score, ended(payload, score, frames)
		case kind != fatesFrame || len(score.Fates) > mostFates:
			return nil, fmt.Errorf("%w: a frame of kind %d among the fates", codec.ErrCorrupt, kind)
		}
		var some trialFates
		if err := codec.Decode(payload, &some); err != nil {
			return nil, err
		}
		score.Fates = append(score.Fates, some.Fates...)
	}
}

// ended looks whether all is there, and nothing behind it, and whether it fits what this program makes
// of it.
func ended(payload []byte, score *scenarios.Score, frames *codec.Reader) error {
	var end trialEnd
	if err := codec.Decode(payload, &end); err != nil {
		return err
	}
	_, _, err := frames.Next()
	switch {
	case err != io.EOF:
		return fmt.Errorf("%w: it goes on behind its end", codec.ErrCorrupt)
	case end.Fates != len(score.Fates):
		return fmt.Errorf("%w: %d fates, want %d", codec.ErrCorrupt, len(score.Fates), end.Fates)
	case len(score.Values) != len(scenarios.Scored):
		return fmt.Errorf("%w: %d metrics, want %d", codec.ErrCorrupt, len(score.Values), len(scenarios.Scored))
	}
	for _, fate := range score.Fates {
		if fate.End >= scenarios.Endings {
			return fmt.Errorf("%w: an order that ended in way %d, of %d", codec.ErrCorrupt, fate.End, scenarios.Endings)
		}
	}
	return nil
}
