// @ts-check
// Plays an order hop by hop, at the speed at which people look. A journey grows
// while it is played: the player goes up to what is known, waits there, and goes
// on when more comes.

import { batch, computed, effect, signal } from '/vendor/signals.js';
import { hello, still } from './store.js';

const travel = 0.7; // share of a hop's time that it is on its way; then it rests
const aside = 0.6; // hops that are none of the fifteen steps take so much less,
const undoing = 1.3; // and ways back so much longer
const mostAlike = 3; // the same message on the same road is played so often; the last stands for all that follow, ×7
const halfway = 0.42; // where the parcel of a hop stands that does not move
const longestFrame = 250; // ms: whoever was away does not come back to a flood

/**
 * @typedef {{ hop: any, index: number, road: any, times: number, alike: Leg[] }} Leg one hop on a road: times is
 *   which try it is, or for how many it stands; alike are those of its kind before it
 * @typedef {{ road: string, step: number, act: string, progress: number, bubble: string, try: number, back: boolean, status: string, before: { try: number, status: string }[] }} Now
 * @typedef {{ now: Now | null, done: Set<string>, notNeeded: Set<string>, lateRoads: Set<string>, actorsNow: Set<string> }} Scene
 */

/** The status of a hop, by its number: see hopOK in frames.go. */
export const statuses = ['ok', 'no', 'late', 'refused', 'lost', 'undo', 'running'];

/**
 * The hops of a journey that go over a road.
 * @param {any} journey
 * @param {any[]} roads of hello
 * @returns {Leg[]}
 */
export function legsOf(journey, roads) {
  /** @type {Map<string, Leg[]>} */
  const kinds = new Map();
  /** @type {Leg[]} */
  const legs = [];
  (journey?.hops ?? []).forEach((/** @type {any} */ hop, /** @type {number} */ index) => {
    const road = roads[hop.road];
    if (!road) return;
    const kind = `${hop.road} ${hop.message}`, alike = kinds.get(kind) ?? [];
    kinds.set(kind, alike);
    if (alike.length === mostAlike) {
      Object.assign(alike[mostAlike - 1], { hop, index, times: Math.max(mostAlike, alike[mostAlike - 1].times) + 1 });
      return;
    }
    const leg = { hop, index, road, times: Math.max(1, hop.try), alike: [...alike] };
    alike.push(leg);
    legs.push(leg);
  });
  return legs;
}

/**
 * Of each road only what makes its step, or else the last that came over it: the
 * story in fifteen sentences.
 * @param {Leg[]} legs
 */
export function inShort(legs) {
  const telling = new Set(legs.filter(({ hop }) => hop.step > 0).map(({ road }) => road.name));
  const last = new Map(legs.map((leg) => [leg.road.name, leg]));
  return legs.filter((leg) => (telling.has(leg.road.name) ? leg.hop.step > 0 : last.get(leg.road.name) === leg));
}

/** One order, played. */
export class Player {
  /** @param {{ pace?: number, short?: boolean }} [options] short: only what makes the steps */
  constructor({ pace = 600, short = false } = {}) {
    /** Milliseconds for a hop. */
    this.pace = signal(pace);
    /** The order that is played. */
    this.journey = signal(/** @type {any} */ (null));
    /** Its hops on roads. */
    this.legs = computed(() => {
      const all = legsOf(this.journey.value, hello.value?.roads ?? []);
      return short ? inShort(all) : all;
    });
    /** The place in legs of what is shown; -1 before the first. */
    this.place = signal(-1);
    /** How far the parcel is on its road, 0 to 1. */
    this.progress = signal(1);
    /** It goes on by itself. */
    this.playing = signal(false);
    /** What is shown: a leg, or null before the first. */
    this.leg = computed(() => this.legs.value[Math.min(this.place.value, this.legs.value.length - 1)] ?? null);
    /** The place in journey.hops of what is shown; -1 before the first. */
    this.index = computed(() => this.leg.value?.index ?? -1);
    this.arrived = computed(() => still.value || this.progress.value >= 1);
    /** All that is known has been shown. */
    this.live = computed(() => this.place.value >= this.legs.value.length - 1 && this.arrived.value);
    /** The order has come to its end, and so has what is shown. */
    this.done = computed(() => this.live.value && this.legs.value.length > 0 && Boolean(this.journey.value?.over));
    /** What the customer has seen by now: the last is what she sees. */
    this.sees = computed(() => this.#seen());
    /** What the map shows of it. */
    this.scene = computed(() => this.#scene());
    /** For each of the steps: { number, state: todo, now, done or skip, hop, tries }. */
    this.steps = computed(() => this.#steps());
    this.rest = 0; // ms since the parcel arrived
    this.then = 0; // of the last frame
    this.frame = 0;
    this.timer = 0;
    this.stop = [effect(() => this.#clock())];
  }

  /** Follows an order as it grows. @param {{ value: any }} journey a signal */
  attach(journey) {
    this.stop.push(effect(() => {
      const next = journey.value;
      if (next?.intent !== this.journey.peek()?.intent) this.#goto(-1);
      this.journey.value = next;
    }));
    return this;
  }

  /** Lets go of everything. */
  dispose() {
    for (const stop of this.stop) stop();
    this.#halt();
  }

  play() {
    if (this.done.peek()) this.#goto(-1);
    this.playing.value = true;
  }

  pause() { this.playing.value = false; }

  /** Shows the next hop. */
  next() {
    if (this.place.peek() < this.legs.peek().length - 1) this.#goto(this.place.peek() + 1);
    else this.progress.value = 1;
  }

  /** Shows the hop before. */
  back() { this.#goto(Math.max(0, this.place.peek() - 1)); }

  /** Shows a hop. @param {number} place in legs */
  goto(place) { this.#goto(Math.max(0, Math.min(place, this.legs.peek().length - 1))); }

  /** Shows how things stand now. */
  skipToLive() {
    batch(() => {
      this.place.value = this.legs.peek().length - 1;
      this.progress.value = 1;
    });
  }

  /** @param {number} place */
  #goto(place) {
    this.rest = 0;
    batch(() => {
      this.place.value = place;
      this.progress.value = place < 0 ? 1 : still.peek() ? halfway : 0;
    });
  }

  /** Lets time pass while there is something to show, and only then. */
  #clock() {
    const moves = !this.live.value && (this.playing.value || (this.place.value >= 0 && !this.arrived.value));
    this.#halt();
    if (!moves) return;
    if (still.value) {
      this.timer = window.setInterval(() => this.next(), 1000);
      return;
    }
    this.then = performance.now();
    const tick = (/** @type {number} */ now) => {
      this.frame = requestAnimationFrame(tick);
      const passed = Math.min(longestFrame, Math.max(0, now - this.then));
      this.then = now;
      this.#pass(passed);
    };
    this.frame = requestAnimationFrame(tick);
  }

  #halt() {
    cancelAnimationFrame(this.frame);
    clearInterval(this.timer);
  }

  /** How long what is shown takes. */
  #time() {
    const leg = this.leg.peek();
    return this.pace.peek() * (!leg ? 1 : leg.road.back ? undoing : leg.road.step ? 1 : aside);
  }

  /** @param {number} ms */
  #pass(ms) {
    const time = this.#time();
    const way = (1 - this.progress.peek()) * time * travel;
    if (ms < way) {
      this.progress.value += ms / (time * travel);
      return;
    }
    this.progress.value = 1;
    this.rest += ms - way;
    const over = this.rest - time * (1 - travel), place = this.place.peek();
    if (!this.playing.peek() || over < 0) return;
    this.next();
    if (this.place.peek() !== place) this.progress.value = Math.min(1, over / (this.#time() * travel)); // so that slow frames make no slow story
  }

  #seen() {
    const all = this.journey.value?.sees ?? [], leg = this.leg.value, after = this.legs.value[this.place.value + 1];
    if (!leg) return all.slice(0, 0);
    if (!this.arrived.value) return all.filter((/** @type {any} */ sight) => sight.at <= leg.hop.at);
    return after ? all.filter((/** @type {any} */ sight) => sight.at < after.hop.at || sight.at <= leg.hop.at) : all;
  }

  /** @returns {Scene} */
  #scene() {
    const legs = this.legs.value, leg = this.leg.value, actors = hello.value?.actors ?? [];
    const past = legs.slice(0, Math.max(0, this.place.value));
    const done = new Set(past.map(({ road }) => road.name)), lateRoads = new Set();
    for (const { road, hop } of past) {
      if (statuses[hop.status] === 'ok') lateRoads.delete(road.name);
      else if (['late', 'lost', 'refused'].includes(statuses[hop.status])) lateRoads.add(road.name);
    }
    if (!leg) return { now: null, done, notNeeded: new Set(), lateRoads, actorsNow: new Set() };
    if (this.done.value) done.add(leg.road.name);
    return {
      now: this.done.value ? null : {
        road: leg.road.name, step: leg.road.step, act: leg.road.act, back: leg.road.back, status: statuses[leg.hop.status],
        progress: this.progress.value, bubble: leg.hop.bubble, try: leg.times,
        before: leg.alike.map((one) => ({ try: one.times, status: statuses[one.hop.status] })),
      },
      done, notNeeded: this.#notNeeded(done), lateRoads,
      actorsNow: new Set(this.done.value ? [] : [leg.hop.from, leg.hop.to].map((i) => actors[i]?.name)),
    };
  }

  /** The roads that this order will not take, as far as that is certain. @param {Set<string>} done */
  #notNeeded(done) {
    const now = this.leg.value?.road.name, taken = new Set(this.legs.value.map(({ road }) => road.name));
    const been = (/** @type {string} */ road) => done.has(road) || now === road;
    /** @type {Set<string>} */
    const not = new Set();
    for (const { name, back } of hello.value?.roads ?? []) {
      if (taken.has(name) || back) continue;
      const certain = this.done.value || (name.startsWith('4') && been('5')) || (name.startsWith('6') && name !== '6' && been('7'));
      if (certain) not.add(name);
    }
    return not;
  }

  #steps() {
    const { now, notNeeded } = this.scene.value, shown = this.legs.value.slice(0, this.place.value + 1);
    return (hello.value?.steps ?? []).map((/** @type {any} */ step) => {
      const own = shown.filter(({ hop }) => hop.step === step.number), last = own[own.length - 1];
      const skipped = [...notNeeded].some((name) => name === String(step.number));
      const state = now?.step === step.number ? 'now' : last ? 'done' : skipped ? 'skip' : 'todo';
      return { ...step, state, hop: last?.hop ?? null, tries: last?.times ?? 0 };
    });
  }
}
