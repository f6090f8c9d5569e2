// @ts-check
// An actor: a box with its picture, its name, how it stands, and what waits before
// it. It is a button: whoever clicks it can break it.

import { html } from '../html.js';
import { target } from '../route.js';
import { count, duration } from '../words.js';
import { ActorIcon, SignIn } from './icons.js';
import { places } from './geometry.js';

const looks = /** @type {Record<string, string>} */ ({ healthy: 'ok', filling: 'fill', slow: 'slow', failing: 'bad', down: 'down', recovering: 'heal' });
const signs = /** @type {Record<string, string>} */ ({ filling: 'warning', slow: 'hourglass', failing: 'warning', down: 'cross', recovering: 'again' });
const acts = /** @type {Record<string, string>} */ ({ customer: 'neutral', web: 'order', 'order-manager': 'neutral', 'stock-db': 'stock', manufacturer: 'stock', merchant: 'payment', fraud: 'payment', bank: 'payment', warehouse: 'deliver', truck: 'deliver', mail: 'confirm' });
const flat = new Set(['truck', 'mail']); // with the name beside the picture

/** @typedef {{ name: string, title: string, text: string, state: string, waiting: number, busy: number, workers: number, mailbox: number, takes: number, since: number }} Seen */

/**
 * What is written under its name.
 * @param {Seen} actor @param {number} at @param {Record<string, number>} gauges
 */
export function subline(actor, at, gauges) {
  const own = { customer: ['customers_waiting', 'waiting'], manufacturer: ['supplies_open', 'orders open'], warehouse: ['to_pack', 'to pack'], truck: ['on_trucks', 'out'] }[actor.name];
  if (actor.state === 'down') return `since ${duration(Math.max(0, at - actor.since))}`;
  if (own) return `${count(gauges[own[0]] ?? 0)} ${gauges[own[0]] === 1 ? own[1].replace('orders', 'order') : own[1]}`;
  if (actor.name === 'fraud' && actor.state === 'healthy') return actor.takes > 0 ? duration(actor.takes) : `${count(actor.waiting)} waiting`;
  const waits = actor.state === 'filling' && actor.mailbox > 0 ? `${count(actor.waiting)} of ${count(actor.mailbox)}`
    : actor.state === 'failing' && actor.workers > 0 && actor.busy >= actor.workers ? `${count(actor.busy)} of ${count(actor.workers)}`
    : `${count(actor.waiting)} ${actor.name === 'mail' ? 'to send' : 'waiting'}`;
  if (flat.has(actor.name)) return waits;
  return ['slow', 'failing'].includes(actor.state) && actor.takes > 0 ? `${waits} · ${duration(actor.takes)}` : waits;
}

/** How full it is, 0 to 1; -1 if it has no limits. @param {Seen} actor */
export function fullness({ waiting, busy, workers, mailbox }) {
  const shares = [mailbox > 0 ? waiting / mailbox : -1, workers > 0 && waiting === 0 ? busy / workers : -1];
  return Math.min(1, Math.max(...shares));
}

/** The bar of what waits, in quarters. @param {{ x: number, y: number, width: number, full: number }} props */
function Bar({ x, y, width, full }) {
  const kind = full >= 0.999 ? 'full' : full >= 0.6 ? 'high' : '';
  return html`<g class="q ${kind}"><rect class="qt" x=${x} y=${y} width=${width} height="7" rx="3.5"/>
    <rect class="qf" x=${x} y=${y} width=${Math.max(7, width * full)} height="7" rx="3.5"/>
    ${[1, 2, 3].map((i) => html`<path class="qk" d="M${x + (width * i) / 4} ${y}v7"/>`)}</g>`;
}

/** Opens what can be done about it. @param {{ actor?: string, road?: string }} what */
export function opens(what) {
  return {
    onClick: () => { target.value = what; },
    onKeyDown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      target.value = what;
    },
  };
}

/**
 * @param {{ name: string, title: string, sub: string, state?: string, full?: number, time?: string, lit?: boolean, dim?: boolean, act?: string, size: 'story' | 'load' | 'large', stack?: number }} props
 */
export function Actor({ name, title, sub, state = 'healthy', full = -1, time = '', lit = false, dim = false, size, stack = 0 }) {
  const { x, y, w, h, short } = places[name], word = state === 'healthy' ? '' : state;
  const shown = size === 'large' ? [short, word] : flat.has(name) && word && size === 'load' ? [title, word] : [title, sub, word || time]; // as it is written, in that order
  const box = html`<rect class="box" width=${w} height=${h} rx="12"/>${state === 'recovering' && html`<rect class="inner" x="4" y="4" width=${w - 8} height=${h - 8} rx="9"/>`}`;
  return html`<g class="node a-${acts[name]} st-${looks[state]} ${lit ? 'lit' : ''} ${dim ? 'dim' : ''}" data-actor=${name} transform="translate(${x} ${y})"
    role="button" tabindex="0" aria-label=${shown.filter(Boolean).join(' ')} ...${opens({ actor: name })}>${box}
    ${size === 'large' ? html`<${Large} name=${name} word=${word} />` : html`<${Small} name=${name} title=${title} sub=${sub} word=${size === 'load' ? word : ''} load=${size === 'load'} />
      ${size === 'load' && html`<${Top} w=${w} word=${flat.has(name) ? '' : word} time=${time} sign=${signs[state]} />`}
      ${size === 'load' && full >= 0 && name !== 'warehouse' && (state === 'down' ? html`<rect class="dh" x="12" y=${h - 16} width=${w - 24} height="9" rx="3"/>` : html`<${Bar} x=${12} y=${h - 14} width=${w - 24} full=${full} />`)}
      ${name === 'warehouse' && html`<${Dock} stack=${stack} />`}`}
  </g>`;
}

/** Picture, name and a line under it. @param {{ name: string, title: string, sub: string, word: string, load: boolean }} props */
function Small({ name, title, sub, word, load }) {
  const { h } = places[name], tall = h === 112;
  if (flat.has(name)) {
    const up = name === 'truck' ? (load ? 0 : 10) : load ? 0 : 8;
    return html`<${ActorIcon} name=${name} x=${12} y=${name === 'truck' ? up * 1.1 + 9 : up * 1.125 + 9} scale=${0.833} /><text class="nm" x="62" y=${27 + up}>${title} </text>
      ${word ? html`<g class="word"><${SignIn} name=${signs[word]} x=${124} y=${12} /><text x="62" y=${45 + up}>${word} </text></g>` : html`<text class="sub" x="62" y=${45 + up}>${sub} </text>`}`;
  }
  if (name === 'warehouse') return html`<${ActorIcon} name=${name} x=${13} y=${12} scale=${load ? 0.833 : 1.083} /><text class="nm" x="14" y=${load ? 74 : 86}>${title} </text><text class="sub" x="14" y=${load ? 92 : 104}>${sub} </text>`;
  if (name === 'fraud') return html`<${ActorIcon} name=${name} x=${11} y=${9} scale=${load ? 0.542 : 0.625} /><text class="nm thin" x="12" y=${load ? 53 : 57}>${title} </text><text class="sub" x="12" y=${load ? 68 : 75}>${sub} </text>`;
  const scale = load ? (tall ? 0.833 : 0.708) : tall ? 0.958 : 0.833, nm = load ? (tall ? 67 : 58) : tall ? 81 : 65;
  return html`<${ActorIcon} name=${name} x=${11} y=${tall ? 11 : 9} scale=${scale} /><text class="nm" x="12" y=${nm}>${title} </text><text class="sub" x="12" y=${nm + (load ? 17 : 18)}>${sub} </text>`;
}

/** Picture and short name, readable on a small stage. @param {{ name: string, word: string }} props */
function Large({ name, word }) {
  const { w, h, short, flag: spot } = places[name], tall = h === 112;
  const flag = word && html`<${Flag} x=${spot[0]} y=${spot[1]} word=${word} />`;
  if (flat.has(name)) return html`<${ActorIcon} name=${name} x=${12} y=${name === 'truck' ? 20 : 18} scale=${0.833} /><text class="nm large" x="62" y=${name === 'truck' ? 48 : 46}>${short} </text>${flag}`;
  const top = name === 'warehouse' ? 46 : tall ? 14 : 6, foot = name === 'warehouse' ? 120 : name === 'fraud' ? 74 : tall ? 88 : 80;
  const scale = name === 'fraud' ? 0.833 : 0.875;
  return html`<${ActorIcon} name=${name} x=${w / 2 - 24 * scale} y=${top} scale=${scale} /><text class="nm large" x=${w / 2} y=${foot} text-anchor="middle">${short} </text>${flag}`;
}

/** @param {{ x: number, y: number, word: string }} props */
function Flag({ x, y, word }) {
  const width = 10.4 * word.length + 24;
  return html`<g class="flag" transform="translate(${x} ${y})"><rect x=${-width / 2} y="-14" width=${width} height="28" rx="14"/><text y="7" text-anchor="middle">${word} </text></g>`;
}

/** Top right: how it stands, or how long it takes. @param {{ w: number, word: string, time: string, sign: string }} props */
function Top({ w, word, time, sign }) {
  if (!word) return time && html`<text class="ms" x=${w - 12} y="24" text-anchor="end">${time} </text>`;
  return html`<g class="word"><${SignIn} name=${sign} x=${w - 28} y=${12} /><text x=${w - 34} y="25" text-anchor="end">${word} </text></g>`;
}

/** Parcels before the gate: one for each power of two that waits. @param {{ stack: number }} props */
function Dock({ stack }) {
  const shown = Math.min(21, stack), all = Array.from({ length: shown }, (_, i) => [22 + (i % 7) * 20.6, 152 - Math.floor(i / 7) * 17]);
  return html`<path class="dock" d="M12 160h144"/>${all.map(([x, y]) => html`<g class="parcel plain" transform="translate(${x} ${y})"><rect x="-7" y="-6" width="14" height="12" rx="1.8"/><path d="M0 -6v12M-7 -1.7h14"/></g>`)}`;
}
