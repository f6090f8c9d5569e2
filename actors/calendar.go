package actors

import "time"

// Day is a day of 24 hours.
const Day = 24 * time.Hour

// Calendar tells the time of day in the shop's town. The zero Calendar starts
// on a Monday at midnight.
type Calendar struct {
	// Starts is the time of day, or of the week, when a run begins.
	Starts time.Duration
}

// wall is the time since that Monday's midnight.
func (c Calendar) wall(now time.Duration) time.Duration { return now + c.Starts }

// Hour is the hour of the day, 0 to 23.
func (c Calendar) Hour(now time.Duration) int { return int(c.wall(now) % Day / time.Hour) }

// Day counts the midnights since that Monday, from 0.
func (c Calendar) Day(now time.Duration) int { return int(c.wall(now) / Day) }

// Next is how long it is until the next time the clock shows that time of day:
// more than 0, at most a day.
func (c Calendar) Next(now, timeOfDay time.Duration) time.Duration {
	until := (timeOfDay - c.wall(now)%Day + Day) % Day
	if until == 0 {
		return Day
	}
	return until
}

// Working is how long it is until a shift that runs every day from one time of
// day to another, perhaps over midnight, is on; 0 if it is.
func (c Calendar) Working(now, from, till time.Duration) time.Duration {
	at := c.wall(now) % Day
	switch {
	case from == till, from <= at && at < till, till < from && (from <= at || at < till): // the last is over midnight
		return 0
	case at < from:
		return from - at
	}
	return from + Day - at
}
