// @ts-check
// The page of a telephone: the shop first, then my order, step by step. The stage
// has no room here.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { go, width } from '../route.js';
import { connection, hello } from '../store.js';
import { ParcelPicture } from '../stage/badge.js';
import { Sign } from '../stage/icons.js';
import { own } from './choice.js';
import { Promise, stateOf } from './screen.js';
import { Receipt } from './receipt.js';
import { Falls } from './falls.js';
import { Story, storySoFar } from './story.js';
import { headline } from './outcome.js';
import { Order, Others } from './shop.js';
import { Stepper, groups } from './stepper.js';
import { again, moment, player, replay } from './watching.js';

/** What is below my order: its steps, or its waterfall. */
const view = signal(/** @type {'steps' | 'waterfall'} */ ('steps'));

/** The page of a telephone. */
export function Phone() {
  if (!hello.value) return html`<main class="pocket" data-page="buy" data-state="connecting"><p class="hint" role="status">${connection.value.state === 'lost' ? 'The line to the shop is lost. It is tried again.' : 'The shop opens…'}</p></main>`;
  const journey = own.value, sees = player.sees.value, ended = player.done.value;
  return html`
    <main class="pocket" data-page="buy" data-state=${stateOf(journey ? sees.at(-1) ?? { what: 'paying' } : null)} data-ending=${journey?.over ? journey.ending : ''} data-played=${ended ? 'whole' : 'part'}>
      ${journey ? html`<${Mine} journey=${journey} sight=${sees.at(-1)} />${view.value === 'steps' ? html`<${Stepper} />` : html`<${Waterfalls} journey=${journey} ended=${ended} />`}` : html`<${Window} />`}
      <${More} />
    </main>
    ${journey && html`<${Foot} ended=${ended} />`}`;
}

/** The shop, before anything is bought. */
function Window() {
  return html`<section class="card shopfront" aria-label="The shop"><h1 class="serif">What happens when you click “Buy now”?</h1><p class="hint">Choose, press, and follow your parcel.</p><${Order} /></section><section class="card shopfront"><${Others} empty="Nobody else is buying yet." /></section>`;
}

/** Says a headline to somebody: Thank you, Ada! @param {string} words @param {string} name */
function to(words, name) {
  return name && !words.includes(name) && /[.!]$/.test(words) && words.length < 60 ? `${words.slice(0, -1)}, ${name}${words.slice(-1)}` : words;
}

/** My order in a card: what it is, how it stands, how far it is. @param {{ journey: any, sight: any }} props */
function Mine({ journey, sight }) {
  const words = player.done.value ? headline(journey) : !sight ? 'Your order is on its way.' : sight.what === 'paying' && sight.text ? sight.text : sight.title;
  return html`
    <section class="card my" aria-label="My order">
      <${ParcelPicture} width=${52} />
      <div><p class="kick">Your order${journey.order ? ` ${journey.order}` : ''} · ${journey.good}</p><h1 class="serif" aria-live="polite">${to(words, journey.name)}</h1>
        ${sight && sight.what !== 'paying' && !player.done.value && html`<p class="besides">${sight.text}</p>`}<${Promise} words=${sight?.promise ?? ''} /></div>
      <${Progress} />
    </section>`;
}

/** How far it is, act by act. */
function Progress() {
  const steps = player.steps.value, total = groups.reduce((sum, { from, to: last }) => sum + last - from + 1, 0), unit = (330 - 4 * (groups.length - 1)) / total;
  let x = 0;
  return html`<svg class="acts-done" viewBox="0 0 330 12" preserveAspectRatio="none" role="img" aria-label=${`${steps.filter((/** @type {any} */ one) => one.state === 'done').length} of ${steps.length} steps are done`}>${groups.map(({ act, from, to: last }) => {
    const own = steps.slice(from - 1, last), skipped = own.filter((/** @type {any} */ one) => one.state === 'skip').length, done = own.filter((/** @type {any} */ one) => one.state === 'done').length + own.filter((/** @type {any} */ one) => one.state === 'now').length / 2;
    const w = unit * (last - from + 1), at = x, share = own.length > skipped ? done / (own.length - skipped) : 1;
    x += w + 4;
    return html`<rect class="track" x=${at} width=${w} height="8" y="2" rx="4" />${share > 0 && html`<rect class=${`far a-${act}`} x=${at} width=${Math.max(8, w * Math.min(1, share))} height="8" y="2" rx="4" />`}`;
  })}</svg>`;
}

/** @param {{ journey: any, ended: boolean }} props */
function Waterfalls({ journey, ended }) {
  const wide = width.value - 60;
  if (ended) return html`<${Receipt} journey=${journey} steps=${player.steps.value} width=${wide} />`;
  return html`<section class="card so-far-small"><${Falls} journey=${journey} width=${wide} now=${moment.value} /><${Story} paragraphs=${storySoFar.value} /></section>`;
}

/** The three buttons below. @param {{ ended: boolean }} props */
function Foot({ ended }) {
  const plays = player.playing.value && !ended, other = view.value === 'steps';
  return html`
    <footer class="foot">
      <button type="button" class="btn" aria-label=${ended ? 'Watch it again' : plays ? 'Pause' : 'Play'} onClick=${() => (ended ? (view.value = 'steps', replay()) : plays ? player.pause() : player.play())}><${Sign} name=${ended ? 'again' : plays ? 'pause' : 'play'} /></button>
      <button type="button" class="btn" id="see" onClick=${() => { view.value = other ? 'waterfall' : 'steps'; scrollTo(0, 0); }}>${other ? (ended ? 'See the receipt' : 'See the waterfall') : 'See the steps'}</button>
      <button type="button" class="btn gold" id="again" onClick=${() => { view.value = 'steps'; again(); }}>Buy again</button>
    </footer>`;
}

/** Where else one can go. */
function More() {
  const link = (/** @type {string} */ path, /** @type {string} */ words) => html`<a href=${path} onClick=${(/** @type {Event} */ event) => { event.preventDefault(); go(path); }}>${words}</a>`;
  return html`<nav class="more" aria-label="More">${link('/orders', 'All orders')}${link('/table', 'The shop in figures')}</nav>`;
}
