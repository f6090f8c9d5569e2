//go:build race

package main

// raceDetector needs several times the memory and the time.
const raceDetector = true
