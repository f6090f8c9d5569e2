// @ts-check
// One order, step by step, before the load starts: a sentence for each step, and
// the map on which it happens.

import { computed, effect, signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { Player } from '../player.js';
import { act, width } from '../route.js';
import { ask, control, hello, hero, still } from '../store.js';
import { acts, BadgePicture } from './badge.js';
import { Sign } from './icons.js';
import { Map } from './map.js';
import { Screen } from './sees.js';

/** Milliseconds a step: the door is reached ten seconds after somebody opened the page. */
const pace = 540;

/** The player of the hero order. */
export const player = new Player({ pace, short: true }).attach(hero);

const afterwards = 1500; // ms in which the last sentence can be read
const asked = new URLSearchParams(location.search);
let begun = false; // this page has played it, or found the run under way
let leaving = 0;
const byHand = signal(false); // somebody paused or stepped: it does not leave by itself

effect(() => {
  const state = control.value.state;
  if (begun || !hero.value || state === 'connecting') return;
  begun = true;
  if (hero.value.hops.length === 0) toTheRush();
  else if (state !== 'ready' && !asked.has('hero')) act.value = 'load';
  else if (!still.peek()) player.play();
  else player.goto(0);
});

effect(() => {
  clearTimeout(leaving);
  if (act.value === 'hero' && player.done.value && !byHand.value && !still.value) leaving = window.setTimeout(toTheRush, afterwards);
});

/** Lets the load begin, if that is for this page to say, and shows it. */
export function toTheRush() {
  clearTimeout(leaving);
  player.pause();
  if (control.peek().state === 'ready' && hello.peek()?.role === 'control') ask('start');
  act.value = 'load';
}

/** Plays the hero order again. */
export function again() {
  byHand.value = false;
  player.goto(0);
  act.value = 'hero';
  if (!still.peek()) player.play();
}

/** What the headline says: of the step that is shown, or of the beginning and the end. */
const headline = computed(() => {
  const leg = player.leg.value, of = hello.value?.steps.length ?? 15;
  if (!leg) return { act: 'order', label: '', kick: 'One order', rest: 'step by step', said: 'What happens when you click “Buy now”?' };
  const { act: part, name, step } = leg.road;
  const rest = step > 0 && name !== '14b' ? `step ${step} of ${of}` : name === '14b' ? `step ${step} of ${of}, at the customer` : `on the way to step ${Number(name[0]) + 1} of ${of}`;
  return { act: part, label: name.replace('14b', '14').replace(/-back$/, '↩'), kick: acts[/** @type {keyof typeof acts} */ (part)], rest, said: leg.hop.caption };
});

/** @param {() => void} move */
const hand = (move) => () => {
  byHand.value = true;
  move();
};

/** What keys do while it plays. */
export const byKeys = { play: hand(() => (player.playing.value ? player.pause() : player.play())), next: hand(() => (player.done.value ? toTheRush() : player.next())) };

function Controls() {
  const ended = player.done.value;
  return html`<div class="ctl" role="group" aria-label="The order">
    <button class="btn" onClick=${hand(() => player.back())} disabled=${player.place.value <= 0}><${Sign} name="back" />Back</button>
    ${!still.value && html`<button class="btn icon" aria-label=${player.playing.value ? 'Pause' : 'Play'} onClick=${hand(() => (player.playing.value ? player.pause() : player.play()))}><${Sign} name=${player.playing.value && !ended ? 'pause' : 'play'} /></button>`}
    ${ended ? html`<button class="btn on" onClick=${toTheRush}>To the rush<${Sign} name="arrow" /></button>` : html`<button class="btn on" onClick=${hand(() => player.next())}>Next<${Sign} name="next" /></button>`}
  </div>`;
}

/** The headline, and below it the map. */
export function Hero() {
  const { act: part, label, kick, rest, said } = headline.value, compact = width.value < 1024 ? 'whole' : false;
  return html`<section class="hero ${still.value ? 'still' : ''}" aria-label="One order, step by step">
    <div class="cap">
      ${label ? html`<div class="big"><${BadgePicture} act=${part} label=${label} r=${26} size=${64} /></div>` : html`<div class="big"><svg width="64" height="64" viewBox="-32 -32 64 64" aria-hidden="true"><g class="parcel gold"><rect x="-26" y="-22" width="52" height="45" rx="6.8"/><path d="M0 -22v45M-26 -6h52"/></g></svg></div>`}
      <div class="say"><p class="kick a-${part}"><b>${kick}</b> · ${rest}</p><h1 class="serif ${said.length > 62 ? 'long' : ''}" aria-live="polite">${said}</h1></div>
      <${Controls} />
    </div>
    <div class="card stagecard"><${Map} scene=${player.scene} compact=${compact} live=${false} front=${html`<${Window} large=${Boolean(compact)} />`} />${!still.value && html`<p class="scale">1 parcel = 1 order</p>`}</div>
    ${still.value && html`<${Storyboard} />`}
  </section>`;
}

/** @param {{ large: boolean }} props */
function Window({ large }) {
  const all = player.sees.value;
  return html`<${Screen} sight=${player.leg.value ? all[all.length - 1] : null} family=${getComputedStyle(document.body).fontFamily} large=${large} />`;
}

/** All sentences at once, for whom nothing moves. */
function Storyboard() {
  return html`<ol class="board">${player.legs.value.map((leg, i) => html`<li><button class=${i === player.place.value ? 'on' : ''} aria-current=${i === player.place.value ? 'step' : undefined} onClick=${() => player.goto(i)}><${BadgePicture} act=${leg.road.act} label=${leg.road.name.replace('14b', '14')} size=${30} r=${12} /><span>${leg.hop.caption}</span></button></li>`)}</ol>`;
}
