// @ts-check
// The fifteen steps in a row: legend, funnel, and the way through the stage for
// keyboard and screen reader. Where the focus or the pointer is, that road is lit.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { act, target } from '../route.js';
import { hello, still } from '../store.js';
import { duration, perSecond } from '../words.js';
import { acts, BadgePicture } from './badge.js';
import { runSeen, roadsSeen, stepsSeen } from './beat.js';
import { player } from './hero.js';
import { triesOf } from './traffic.js';
import { trifle } from './words.js';
import { reasons } from './failures.js';

/** The step that is pointed at, 0 if none. */
export const pointed = signal(0);

/** The order in which the ribbon tells: e-mail comes with what the house does. */
const order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** The stops over which a new act begins: 14 keeps its bubble inside Deliver. */
const heads = /** @type {Record<number, keyof typeof acts>} */ ({ 1: 'order', 3: 'stock', 6: 'payment', 10: 'confirm', 12: 'deliver' });

/** @param {{ number: number }} props */
const Head = ({ number }) => heads[number] && html`<span class="head a-${heads[number]}" aria-hidden="true">${acts[heads[number]]}</span>`;

/** What a stop is for the pointer and the keyboard. @param {any} step */
function stop(step) {
  const on = () => { pointed.value = step.number; }, off = () => { pointed.value = 0; };
  const choose = () => {
    if (act.value === 'load') target.value = { road: String(step.number) };
    else player.goto(player.legs.value.findIndex((leg) => leg.road.step === step.number));
  };
  return { onMouseEnter: on, onMouseLeave: off, onFocus: on, onBlur: off, onClick: choose };
}

/** A stop while one order is shown. @param {{ step: any }} props */
function Told({ step }) {
  const label = String(step.number), badge = { todo: 'off', now: 'now', done: 'on', skip: 'dim' }[/** @type {'todo'} */ (step.state)];
  const missing = step.state === 'skip', reached = player.legs.value.some((leg) => leg.road.step === step.number);
  return html`<li class="${step.state} a-${step.act}"><${Head} number=${step.number} /><button ...${stop(step)} disabled=${!reached} aria-current=${step.state === 'now' ? 'step' : undefined}>
    <span class="stop"><${BadgePicture} act=${step.act} label=${label} state=${badge} ticked=${step.state === 'done'} /></span>
    <span class="nm"><span class="hidden">${label}. </span>${step.name}${missing && html`<small>not needed</small>`}${step.tries > 1 && html`<small>×${step.tries}</small>`}<span class="hidden">${step.state === 'done' ? ', done' : ''}</span></span>
  </button></li>`;
}

/** The name of an actor by its number. @param {number} number */
const named = (number) => hello.value?.actors[number]?.name ?? '';

/** The line under a stop: what went wrong there, or was asked twice. @param {any} step */
function remark(step) {
  const roads = roadsSeen.value, road = roads[step.number], { switches, rates } = runSeen.value;
  const broken = switches.find((/** @type {any} */ one) => road && one.line === `${named(road.from)} -> ${named(road.to)}`), tries = triesOf(road);
  if (broken && step.countRate < 0.5) return { text: broken.open ? 'breaker open' : 'breaker tries', bad: true, cut: true };
  if (step.lostRate >= trifle) return { text: `✕ ${perSecond(step.lostRate)} ${reasons.value[step.number] ?? 'lost'}`, bad: true };
  if (step.number === 5 && rates.compensations >= trifle) return { text: `↩ ${perSecond(rates.compensations)} undone`, bad: false };
  if (tries > 1.005) return { text: `× ${tries.toFixed(2)} tries`, bad: false };
  return { text: '', bad: false };
}

/** A stop under load. @param {{ step: any, arrivals: number }} props */
function Counted({ step, arrivals }) {
  const share = arrivals > 0 ? Math.min(1, step.countRate / arrivals) : 0, { text, bad, cut } = remark(step), flows = step.countRate > 0;
  const label = String(step.number);
  return html`<li class="${flows ? 'flowing' : 'cutoff'} a-${step.act}"><${Head} number=${step.number} /><button ...${stop(step)}>
    <span class="stop"><${BadgePicture} act=${step.act} label=${label} state=${step.count > 0 && !cut ? 'on' : 'off'} /></span>
    <span class="nm"><span class="hidden">${label}. </span>${step.name}</span>
    <svg class="sb" viewBox="0 0 80 6" preserveAspectRatio="none" aria-hidden="true"><rect class="q0" width="80" height="6" rx="3"/>${flows && html`<rect class="q1" width=${Math.max(3, 80 * share).toFixed(1)} height="6" rx="3"/>`}</svg>
    <span class="rt num"><b>${perSecond(step.countRate)}/s</b> <span>${step.p50 > 0 ? duration(step.p50) : '—'}</span></span>
    <span class="ls ${bad ? 'bad' : ''}">${text || '\u00a0'}</span>
  </button></li>`;
}

/** The ribbon. */
export function Ribbon() {
  const hero = act.value === 'hero', steps = hero ? player.steps.value : stepsSeen.value;
  if (steps.length === 0) return null;
  const arrivals = hero ? 0 : Math.max(steps[0].countRate, runSeen.value.rates.placed ?? 0);
  const inOrder = order.map((number) => steps[number - 1]).filter(Boolean);
  return html`<section class="card rib ${hero ? 'story' : 'load'} ${still.value ? 'still' : ''}" aria-label="The fifteen steps">
    <ol class="ribbon">${inOrder.map((step) => (hero ? html`<${Told} key=${step.number} step=${step} />` : html`<${Counted} key=${step.number} step=${step} arrivals=${arrivals} />`))}</ol>
  </section>`;
}
