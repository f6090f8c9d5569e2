// @ts-check
// What moves under load: real orders as parcels or dots, and above some rate a flow
// of dots as dense as the rates say. It runs only while somebody looks.

import { statuses } from '../player.js';
import { track, ways } from './geometry.js';
import { colours, palette, Sprites } from './sprites.js';

const speed = 120 / 700; // units a millisecond
const behind = 150; // ms that parcels are drawn after they were told of
const lateAt = 0.6, fade = 400; // where a parcel becomes an hourglass, and how long that is seen
const undoing = 1.3;
const slowest = 7000; // ms: a road in use has a dot at least this often
const most = 2000, thinnest = 8, frameMost = 20; // dots at once, for how many times as many one may have to do, and ms for a frame
const countless = 200; // tries: more are only many
const backEvery = 450; // ms between parcels that go back, under much load
const aloneFor = 1100, badFor = 280; // ms between parcels on a road, of those that fare well and of others, under much load
const carriedMost = 300; // parcels at once

/**
 * @typedef {{ road: string, begins: number, takes: number, sprite: string, ends: string, dot: number, backwards: boolean }} Carried
 * @typedef {{ road: string, begins: number, takes: number, aside: number, size: number }} Dot
 * @typedef {{ view: { x: number, y: number, w: number, h: number }, mode: string, flows: Record<string, import('./traffic.js').Flow>, perDot: number, reached: number, runs: boolean, mine: number, blocked: Set<string> }} Sight
 */

/** The dots and parcels of one canvas. */
export class Motion {
  /**
   * @param {HTMLCanvasElement} canvas @param {() => Sight} look how things are, asked in each frame
   * @param {(times: number) => void} onThin told when one dot does for more or fewer
   */
  constructor(canvas, look, onThin) {
    this.onThin = onThin;
    this.canvas = canvas;
    this.ink = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    this.look = look;
    /** @type {Carried[]} */
    this.carried = [];
    /** @type {Dot[]} */
    this.dots = [];
    /** @type {Dot[]} */
    this.spare = [];
    /** @type {Record<string, number>} */
    this.owed = {}; // dots that are due on each road
    /** @type {Record<string, number>} */
    this.told = {}; // when each road last had a parcel of its own
    this.now = 0; // ms that were shown
    this.then = 0;
    this.frame = 0;
    this.slow = this.quick = 0;
    this.thinned = 1; // one dot does for so many
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(canvas);
    this.fit();
  }

  /** Takes the size of its place and the colours of the theme. */
  fit() {
    const { w, h, x, y } = this.look().view, { clientWidth, clientHeight } = this.canvas;
    const zoomed = clientWidth > 0 ? this.canvas.getBoundingClientRect().width / clientWidth : 1, ratio = Math.min(2.5, (devicePixelRatio || 1) * zoomed);
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
    this.scale = Math.min(this.canvas.width / w, this.canvas.height / h);
    this.left = (this.canvas.width - w * this.scale) / 2 - x * this.scale;
    this.top = (this.canvas.height - h * this.scale) / 2 - y * this.scale;
    if (this.scale > 0) this.sprites = new Sprites(this.scale);
    const colour = palette();
    this.colours = Object.fromEntries(['order', 'stock', 'payment', 'confirm', 'deliver'].map((name) => [name, colour(name)]));
  }

  start() {
    if (this.frame) return;
    this.then = performance.now();
    const next = (/** @type {number} */ at) => {
      this.frame = requestAnimationFrame(next);
      this.show(at);
    };
    this.frame = requestAnimationFrame(next);
  }

  /** Stands still, with all that is there, or clears the stage. @param {boolean} [clear] */
  stop(clear = false) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!clear) return;
    this.carried.length = this.dots.length = 0;
    this.ink.setTransform(1, 0, 0, 1, 0, 0);
    this.ink.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  dispose() {
    this.stop();
    this.watch.disconnect();
  }

  /** How many things move. */
  get count() { return this.carried.length + this.dots.length; }

  /**
   * Takes in parcels that were told of. Who was away gets only what is new.
   * @param {{ at: number, list: any[] }} hops @param {any[]} roads of hello
   */
  tell({ at, list }, roads) {
    const { mode, reached, mine } = this.look();
    if (!this.frame) return;
    for (const hop of list) {
      const name = roads[hop.road]?.name, status = statuses[hop.status];
      if (!ways[name] || this.carried.length >= carriedMost) continue;
      const backwards = status === 'undo' && !ways[name].back, own = hop.intent === mine && mine > 0;
      const ago = Math.min(behind, Math.max(0, (at - hop.at) / 1000 / (reached || 1)));
      if (mode === 'flow' && !this.tells(name, status, own, hop.try)) continue;
      const again = hop.try > 1 && hop.try < countless ? `×${hop.try}` : '', undone = status === 'undo' || ways[name].back;
      this.carried.push({
        road: name, begins: this.now + behind - ago, takes: (track(name).length / speed) * (undone ? undoing : 1), backwards,
        sprite: undone ? 'undo' : own ? `gold${again}` : again || `plain${hop.intent % colours}`,
        dot: mode === 'dots' && !own && !again && !undone ? 1 + (hop.intent % 3) : 0,
        ends: status === 'late' ? 'late' : status === 'refused' || status === 'lost' ? 'cross' : '',
      });
    }
  }

  /**
   * In a flow only some orders have parcels of their own: those that are followed
   * or fare badly, and of the others one at a time.
   * @param {string} road @param {string} status @param {boolean} own @param {number} attempt
   */
  tells(road, status, own, attempt) {
    if (ways[road].back) return false; // see sendBack
    const plain = !own && ['ok', 'no', 'running'].includes(status) && attempt === 1, apart = own ? 0 : plain ? aloneFor : badFor, key = plain ? road : `${road} ${status}`;
    if (this.now - (this.told[key] ?? -Infinity) < apart) return false;
    this.told[key] = this.now;
    return true;
  }

  /** @param {number} at */
  show(at) {
    const passed = at - this.then, sight = this.look();
    this.then = at;
    this.pace(passed);
    if (sight.runs) this.now += Math.min(100, Math.max(0, passed));
    if (sight.mode === 'flow' && sight.runs) this.release(sight, Math.min(100, Math.max(0, passed)));
    const ink = this.ink;
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.clearRect(0, 0, this.canvas.width, this.canvas.height);
    ink.setTransform(this.scale ?? 1, 0, 0, this.scale ?? 1, this.left ?? 0, this.top ?? 0);
    this.drawDots();
    this.drawCarried();
  }

  /** Asks for less when frames take too long, and slowly for more again. @param {number} passed */
  pace(passed) {
    this.slow = passed > frameMost ? this.slow + 1 : Math.max(0, this.slow - 0.25);
    this.quick = this.slow === 0 ? this.quick + 1 : 0;
    if (this.slow > 30 && this.thinned < thinnest) this.thinned *= 2;
    else if (this.quick > 600 && this.thinned > 1) this.thinned /= 2;
    else return;
    this.slow = this.quick = 0;
    this.onThin(this.thinned);
  }

  /** Sends dots on their ways. @param {Sight} sight @param {number} passed */
  release({ flows, perDot, reached, blocked }, passed) {
    for (const flow of Object.values(flows)) {
      const way = ways[flow.name];
      if (flow.rate <= 0 || blocked.has(flow.name)) continue;
      if (way.back) {
        this.sendBack(flow.name, passed);
        continue;
      }
      const due = Math.max(passed / slowest, (passed * flow.rate * (reached || 1)) / 1000 / perDot) / this.thinned;
      let owed = (this.owed[flow.name] ?? 0) + due;
      while (owed >= 1) {
        owed--;
        if (this.dots.length >= most) continue;
        const dot = this.spare.pop() ?? { road: '', begins: 0, takes: 0, aside: 0, size: 0 }, room = flow.width >= 4 ? flow.width / 2 - 2.4 : 0;
        this.dots.push(Object.assign(dot, { road: flow.name, begins: this.now - Math.random() * passed, takes: track(flow.name).length / speed, aside: (Math.random() * 2 - 1) * room, size: 1.9 + Math.random() * 0.5 }));
      }
      this.owed[flow.name] = owed;
    }
  }

  /** Under much load a sample of what goes back. @param {string} road @param {number} passed */
  sendBack(road, passed) {
    this.owed[road] = (this.owed[road] ?? 0) + passed / backEvery;
    if (this.owed[road] < 1) return;
    this.owed[road]--;
    this.carried.push({ road, begins: this.now, takes: (track(road).length / speed) * undoing, backwards: false, sprite: 'undo', ends: '', dot: 0 });
  }

  drawDots() {
    const ink = this.ink, kept = /** @type {Dot[]} */ ([]);
    /** @type {Record<string, Path2D>} one path for each act */
    const paths = {};
    for (const dot of this.dots) {
      const share = (this.now - dot.begins) / dot.takes;
      if (share >= 1) {
        this.spare.push(dot);
        continue;
      }
      kept.push(dot);
      const [x, y, turn] = track(dot.road).at(share), act = ways[dot.road].act, path = (paths[act] ??= new Path2D());
      const px = x - Math.sin(turn) * dot.aside, py = y + Math.cos(turn) * dot.aside;
      path.moveTo(px + dot.size, py);
      path.arc(px, py, dot.size, 0, 2 * Math.PI);
    }
    this.dots = kept;
    for (const [act, path] of Object.entries(paths)) {
      ink.fillStyle = this.colours?.[act] ?? '';
      ink.fill(path);
    }
  }

  drawCarried() {
    this.carried = this.carried.filter((one) => this.now < one.begins + one.takes + (one.ends ? fade : 0));
    for (const one of this.carried) {
      const share = (this.now - one.begins) / one.takes;
      if (share < 0) continue;
      const stops = one.ends === 'late' ? lateAt : 1, gone = one.ends && share >= stops;
      const at = Math.min(share, stops), [x, y] = track(one.road).at(one.backwards ? 1 - at : at);
      if (!gone) {
        if (one.dot) this.mark(x, y, one);
        else this.stamp(one.sprite, x, y, 1);
        continue;
      }
      const since = this.now - one.begins - stops * one.takes;
      if (since < fade) this.stamp(one.ends, x, y, 1 - since / fade);
    }
  }

  /** An order among many: a small mark in one of three shapes. @param {number} x @param {number} y @param {Carried} one */
  mark(x, y, one) {
    const ink = this.ink;
    ink.fillStyle = this.colours?.[ways[one.road].act] ?? '';
    ink.beginPath();
    if (one.dot === 1) ink.arc(x, y, 3.6, 0, 2 * Math.PI);
    else if (one.dot === 2) ink.rect(x - 3.3, y - 3.3, 6.6, 6.6);
    else {
      ink.moveTo(x, y - 4.4);
      ink.lineTo(x + 4.4, y);
      ink.lineTo(x, y + 4.4);
      ink.lineTo(x - 4.4, y);
    }
    ink.fill();
  }

  /** @param {string} name @param {number} x @param {number} y @param {number} alpha */
  stamp(name, x, y, alpha) {
    if (!this.sprites) return;
    const drawn = this.sprites.get(name), side = drawn.width / this.sprites.scale;
    this.ink.globalAlpha = alpha;
    this.ink.drawImage(drawn, x - side / 2, y - side / 2, side, side);
    this.ink.globalAlpha = 1;
  }
}
