// @ts-check
// The ladder of an order: an actor is a pole, a message a rung from one to the
// other, and time goes down. What came too late, or never, does not arrive.

import { html } from '../html.js';
import { hello } from '../store.js';
import { duration } from '../words.js';
import { Badge } from '../stage/badge.js';
import { ActorIcon } from '../stage/icons.js';
import { statuses } from '../player.js';
import { dayAndTime } from './hours.js';

const narrowest = 104, widest = 132, left = 92, rung = 40, pause = 30; // pixels
const longPause = 60e6; // microseconds: a rest that is worth a line of its own
const slope = 7; // a message arrives a little lower than it left

/**
 * @typedef {{ hop: any, index: number, y: number, rest: number }} Rung rest: how long nothing happened before it
 */

/** @param {any} journey @returns {{ rungs: Rung[], cast: number[], high: number }} */
function rungsOf(journey) {
  const on = new Set(/** @type {number[]} */ ([]));
  /** @type {Rung[]} */
  const rungs = [];
  let y = 20, last = journey.clicked;
  journey.hops.forEach((/** @type {any} */ hop, /** @type {number} */ index) => {
    if (hop.from < 0 || hop.to < 0 || hop.from === hop.to) return;
    on.add(hop.from).add(hop.to);
    const rest = rungs.length > 0 && hop.at - last >= longPause ? hop.at - last : 0;
    y += rest ? pause + rung : rung;
    rungs.push({ hop, index, y, rest });
    last = Math.max(last, hop.at);
  });
  return { rungs, cast: [...on].sort((a, b) => a - b), high: y + 40 };
}

/** The ladder. @param {{ journey: any, width: number }} props */
export function Ladder({ journey, width }) {
  const actors = hello.value?.actors ?? [], roads = hello.value?.roads ?? [], { rungs, cast, high } = rungsOf(journey);
  if (rungs.length === 0) return html`<p class="hint">No message was written down of this order.</p>`;
  const apart = Math.min(widest, Math.max(narrowest, (width - left) / cast.length));
  const place = new Map(cast.map((actor, i) => [actor, left + apart / 2 + i * apart])), wide = left + cast.length * apart;
  return html`
    <div class="ladder" role="region" tabindex="0" aria-label="Ladder of messages">
      <svg class="poles" viewBox=${`0 0 ${wide} 52`} width=${wide} height="52" aria-hidden="true">${cast.map((actor) => html`<g class=${`a-${actOf(actor, roads)}`} key=${actor}><${ActorIcon} name=${actors[actor]?.name} x=${(place.get(actor) ?? 0) - 14} y=${2} scale=${0.58} /><text class="pole-name" x=${place.get(actor)} y="46" text-anchor="middle">${actors[actor]?.title}</text></g>`)}</svg>
      <svg viewBox=${`0 0 ${wide} ${high}`} width=${wide} height=${high} role="img" aria-label="Who asked whom, from top to bottom">
        ${cast.map((actor) => html`<path class="pole-line" d=${`M${place.get(actor)} 0V${high}`} />`)}
        ${rungs.map((one) => html`<${Rung} key=${one.index} one=${one} road=${roads[one.hop.road]} clicked=${journey.clicked} a=${place.get(one.hop.from)} b=${place.get(one.hop.to)} wide=${wide} />`)}
      </svg>
    </div>`;
}

/** The act in which somebody plays most. @param {number} actor @param {any[]} roads */
const actOf = (actor, roads) => roads.find(({ to, back }) => to === actor && !back)?.act ?? 'neutral';

const unheard = ['late', 'lost', 'refused'];

/** @param {{ one: Rung, road: any, clicked: number, a: number, b: number, wide: number }} props */
function Rung({ one: { hop, y, rest }, road, clicked, a, b, wide }) {
  const status = statuses[hop.status], fails = unheard.includes(status), side = b > a ? 1 : -1, silent = hop.message === 'silence';
  const words = hop.bubble || hop.words, end = fails ? a + (b - a) * 0.62 : b - 9 * side, fall = (slope * (end - a)) / (b - a);
  const since = hop.at - clicked;
  return html`
    <g class=${`rung a-${road?.act ?? 'neutral'} ${status} ${hop.step ? '' : 'beside'}`}>
      ${rest > 0 && html`<path class="rest-line" d=${`M${left} ${y - rung - 4}H${wide}`} /><text class="rest-word" x=${left - 8} y=${y - rung} text-anchor="end">${duration(rest)} later</text>`}
      <text class="at" x=${left - 8} y=${y + 4} text-anchor="end">${since < 60e6 ? (since < 1000 ? '0 ms' : `${exact(since)}`) : dayAndTime(hop.at, undefined)}</text>
      <path class="shaft" d=${`M${a} ${y}L${end} ${y + fall}`} />
      ${fails ? html`<path class="miss" d=${`M${end - 5} ${y + fall - 5}l10 10m0 -10l-10 10`} />` : html`<path class="tip" d=${`M${b - side} ${y + slope}l${-10 * side} ${-5.5 - slope * 0.08}v11z`} />`}
      <text class="said" x=${a + 15 * side} y=${y - 5} text-anchor=${side > 0 ? 'start' : 'end'}>${words}</text>
      ${hop.step > 0 && !silent && html`<${Badge} act=${road?.act ?? 'order'} label=${String(hop.step)} x=${a} y=${y} r=${10} state=${fails ? 'off' : 'on'} />`}
      ${hop.try > 1 && html`<text class="try" x=${a + 16 * side} y=${y + 17} text-anchor=${side > 0 ? 'start' : 'end'}>try ${hop.try}</text>`}
    </g>`;
}

/** 41 ms, 1.26 s. @param {number} us */
const exact = (us) => (us < 1e6 ? `${Math.round(us / 1e3)} ms` : `${(us / 1e6).toFixed(2)} s`);
