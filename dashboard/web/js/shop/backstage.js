// @ts-check
// Behind the curtain: the map with the own order on it, told step by step, and what
// one can do while it waits.

import { computed, signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { ask, control, faultsNow, hello, mine, tick } from '../store.js';
import { duration } from '../words.js';
import { Map as StageMap } from '../stage/map.js';
import { Sign } from '../stage/icons.js';
import { own } from './choice.js';
import { ShopSign } from './drawings.js';
import { dayAndTime } from './hours.js';
import { checkoutEnd, endOf } from './rows.js';
import { player } from './watching.js';

const glance = 160, soon = 1000, longestStep = 30_000; // milliseconds
const alike = 1.4; // up to so many times as fast is called real time
const mostSteps = 60; // of the run, for one click on Skip ahead

/** The page may steer the run. */
const steers = computed(() => hello.value?.role === 'control');
/** The run is being moved on to what happens next to the order. */
const skipping = signal(false);
const refused = signal('');

/** Behind the curtain. */
export function Backstage() {
  return html`
    <div class="behind-head">
      <h2>What really happens</h2>
      <${Pace} />
      <span class="grow"></span>
      ${faultsNow.value.slice(0, 2).map((/** @type {any} */ fault) => html`<span key=${fault.number} class="pill warn" title=${fault.text}><${Sign} name="warning" /><span class="cut">${fault.text}</span></span>`)}
      <${Transport} />
    </div>
    <div class="behind-map">
      <${StageMap} scene=${player.scene.value} compact />
      <${Caption} />
    </div>`;
}

/** How much slower, or faster, it is shown than it was. */
export function Pace() {
  const legs = player.legs.value, journey = own.value;
  if (!journey || legs.length === 0) return null;
  const end = checkoutEnd(journey.hops, hello.value.roads), parcel = player.index.value >= end;
  const shown = legs.filter(({ index }) => index >= end === parcel), first = shown[0].hop, last = shown[shown.length - 1].hop;
  const real = last.at + last.took - (parcel ? first.at : journey.clicked), long = shown.length * player.pace.value * 1e3;
  return html`<span class="pill"><${Sign} name="hourglass" />${real < long / alike ? 'slow motion' : real > long * alike ? 'time-lapse' : 'real time'}: ${duration(real)} shown in ${duration(long)}</span>`;
}

/** Back, pause and next. */
export function Transport() {
  const there = own.value !== null, plays = player.playing.value && !player.done.value;
  const mayStep = player.live.value && !player.done.value && steers.value && control.value.state === 'paused';
  return html`
    <div class="seg" role="group" aria-label="The order step by step">
      <button type="button" aria-label="Step back" disabled=${!there || player.place.value <= 0} onClick=${() => { player.pause(); player.back(); }}><${Sign} name="back" /></button>
      <button type="button" aria-label=${plays ? 'Pause' : 'Play'} disabled=${!there} onClick=${() => (plays ? player.pause() : player.play())}><${Sign} name=${plays ? 'pause' : 'play'} /></button>
      <button type="button" aria-label="Next step" disabled=${!there || player.done.value || (player.live.value && !mayStep)} onClick=${() => { player.pause(); mayStep ? ask('step', mine.value) : player.next(); }}><${Sign} name="next" /></button>
    </div>`;
}

/** What happens now, in a sentence. */
export function Caption() {
  const journey = own.value, leg = player.leg.value;
  if (!journey) return html`<p class="caption serif" aria-live="polite">Nothing yet. Behind the curtain everybody waits for a click.</p>`;
  if (player.live.value && !journey.over) return html`<div class="caption"><${Waiting} journey=${journey} /></div>`;
  return html`<p class="caption serif" aria-live="polite">${leg ? leg.hop.caption || leg.hop.words : `${journey.name || 'The customer'} pressed Buy now.`}</p>`;
}

/** All that is known has been told, and the order is not over. @param {{ journey: any }} props */
export function Waiting({ journey }) {
  const last = journey.hops.at(-1), now = tick.value?.at ?? 0, stands = control.value.state === 'ready' || control.value.state === 'paused';
  const since = last ? endOf(last, last.at) : journey.clicked, long = Math.max(0, now - since);
  return html`
    <div class="waiting" role="status">
      <p class="serif">${journey.state ? sentence(journey.state) : stands ? 'The click waits, for the shop’s clock stands still.' : 'It waits.'}</p>
      ${last && html`<p class="since">since <span class="num">${dayAndTime(since)}</span>${long >= 1e6 && html`, <span class="num">${duration(long)}</span> by the shop’s clock`}${stands && ', which stands still'}</p>`}
      ${steers.value && html`<div class="doings"><button type="button" class="btn" id="skip" aria-busy=${skipping.value} disabled=${skipping.value} onClick=${skipAhead}><${ShopSign} name="skip" />Skip ahead</button>
        ${stands && !skipping.value && html`<button type="button" class="btn" id="go-on" onClick=${goOn}><${Sign} name="play" />Let it run</button>`}</div>`}
      ${refused.value && html`<p class="bad" role="alert">${refused.value}</p>`}
    </div>`;
}

/** @param {string} words */
const sentence = (words) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.!?…]$/.test(words) ? '' : '.'}`;

/**
 * Lets the run go as fast as it can up to what next happens to the order on a road:
 * it stands still, makes step after step, and then goes on as before.
 */
async function skipAhead() {
  const intent = mine.value, ran = control.value.state === 'running', known = player.legs.value.length;
  skipping.value = true;
  refused.value = '';
  for (let i = 0; i < mostSteps && refused.value === '' && mine.value === intent && player.legs.value.length === known && !own.value?.over; i++) {
    if (control.value.state === 'running') {
      await asked('pause');
      await until(() => control.value.state !== 'running', soon);
    }
    await asked('step', intent);
    await until(() => false, glance); // a step may be over before its beginning was told
    await until(() => control.value.state !== 'stepping', longestStep);
  }
  if (ran) await goOn();
  skipping.value = false;
}

/** Lets the run go on. */
async function goOn() {
  await asked(control.value.state === 'ready' ? 'start' : 'resume');
  await until(() => control.value.state === 'running', soon);
}

/** Asks for something, and takes note if it was refused. @param {string} what @param {...number} args */
async function asked(what, ...args) {
  const answer = await ask(what, ...args);
  if (!answer.ok) refused.value = answer.error;
}

/** Waits until something is so, but not longer than some milliseconds. @param {() => boolean} is @param {number} most */
async function until(is, most) {
  for (const begun = performance.now(); !is() && performance.now() - begun < most;) await new Promise((done) => { setTimeout(done, glance / 4); });
}
