// @ts-check
// The line to the server: it connects, connects again when it was cut, resumes
// where it was, and turns frames into objects.

import { decode, encode } from '/vendor/msgpack/index.js';
import { readerOf } from './shapes.js';

/** The kinds of frame, by number. */
export const kinds = ['hello', 'snapshot', 'tick', 'hops', 'journey', 'mark', 'control', 'ack', 'bye', 'goods'];

const firstPause = 250, longestPause = 5000;

/**
 * @typedef {{ kind: string, number: number, at: number, body: any }} Frame
 * @typedef {{ take: (frame: Frame) => void, state: (state: string, attempt: number) => void }} Ear
 */

/** Reads the frames of one connection: the first says what is in the others. */
export class FrameReader {
  constructor() { /** @type {import('./shapes.js').Reader[]} */ this.readers = []; }

  /**
   * Reads a frame; one that comes before the first, such as an answer to a word
   * that was said meanwhile, has no body.
   * @param {ArrayBuffer | Uint8Array} bytes
   * @returns {Frame}
   */
  read(bytes) {
    const [kind, number, at, body] = /** @type {any[]} */ (decode(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes));
    if (kind === 0) this.readers = body[0].map(readerOf);
    const reader = this.readers[kind];
    return { kind: kinds[kind], number, at, body: reader ? reader(body) : null };
  }
}

/** A line to the server that does not give up. */
export class Line {
  /** @param {Ear} ear */
  constructor(ear) {
    this.ear = ear;
    this.epoch = '';
    this.number = 0; // of the last frame that must not be lost
    this.attempt = 0;
    this.next = 1;
    /** @type {Map<number, { frame: any[], done: (ack: any) => void }>} */
    this.waiting = new Map();
    this.view = ['10', '1'];
    this.page = crypto.getRandomValues(new Uint32Array(2)).join('-'); // so that a command is done once, on whatever line it comes
    /** @type {WebSocket | null} */
    this.socket = null;
    this.open();
  }

  open() {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, 'buynow.v1');
    const reader = new FrameReader();
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.ear.state('connecting', this.attempt);
    socket.onopen = () => {
      this.tell('hello', this.epoch, String(this.number), token(), this.page);
      this.tell('view', ...this.view);
      for (const { frame } of this.waiting.values()) socket.send(encode(frame));
    };
    socket.onmessage = (event) => {
      const frame = reader.read(event.data);
      if (!frame.body) return;
      this.heard(frame);
      this.ear.take(frame);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.attempt++;
      this.ear.state('lost', this.attempt);
      const pause = Math.min(longestPause, firstPause * 2 ** (this.attempt - 1));
      setTimeout(() => this.open(), Math.random() * pause);
    };
  }

  /** @param {Frame} frame */
  heard(frame) {
    if (frame.kind === 'hello') {
      this.attempt = 0;
      if (frame.body.epoch !== this.epoch) this.number = 0;
      this.epoch = frame.body.epoch;
      this.ear.state('live', 0);
    }
    this.number = Math.max(this.number, frame.number);
    if (frame.kind === 'ack') {
      const asked = this.waiting.get(frame.body.id);
      this.waiting.delete(frame.body.id);
      asked?.done(frame.body);
    }
  }

  /**
   * Says something that needs no answer, if anybody is there to hear it.
   * @param {string} what
   * @param {...string} args
   */
  tell(what, ...args) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(encode([this.next++, what, args]));
  }

  /**
   * Asks for something; the promise has the server's answer. What was asked on a
   * line that was cut is asked again with the same number, and done once.
   * @param {string} what
   * @param {...string} args
   * @returns {Promise<{ ok: boolean, error: string, data: string }>}
   */
  ask(what, ...args) {
    const frame = [this.next++, what, args];
    return new Promise((done) => {
      this.waiting.set(/** @type {number} */ (frame[0]), { frame, done });
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(encode(frame));
    });
  }

  /**
   * How often the page wants to hear how things stand, and if it draws parcels.
   * @param {number} hz
   * @param {boolean} hops
   */
  look(hz, hops) {
    this.view = [String(hz), hops ? '1' : '0'];
    this.tell('view', ...this.view);
  }
}

/** The right to steer: it comes in the address, and stays in this tab. */
function token() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem('token') ?? '';
}
