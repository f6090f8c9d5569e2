// @ts-check
// The charts beside the stage: one time for all of them, so that what happens
// together is seen together.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { useEffect, useRef, useState } from '/vendor/preact-hooks.js';
import { act, width } from '../route.js';
import { hello } from '../store.js';
import { duration } from '../words.js';
import { Chart } from './chart.js';
import { bands, moments } from './drawing.js';
import { highest, rows, shown, back } from './series.js';
import { Slider } from './slider.js';
import { Twin } from './twin.js';

const small = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const brief = (/** @type {number} */ n) => small.format(n).replace('K', 'k');
const euros = (/** @type {number} */ cents) => `€${brief(cents / 100)}`;
const share = (/** @type {number} */ n) => `${Math.round(100 * n)} %`;
const times = (/** @type {number} */ n) => (n === 0 ? '0' : `×${brief(n)}`);

/** A time on an axis, in seconds, so that it is short. @param {number} us */
const seconds = (us) => `${Number((us / 1e6).toPrecision(1))} s`;

const dashed = [5, 3];

/** The lines of those that are highest now. @param {string} head @param {string[]} looks @returns {import('./chart.js').Line[]} */
function top(head, looks) {
  const titles = new Map((hello.value?.actors ?? []).map((/** @type {any} */ a) => [a.name, a.title]));
  return highest(head).filter((column) => !column.endsWith('/customer')).slice(0, looks.length).map((column, i) => ({ column, name: titles.get(column.slice(head.length)) ?? column.slice(head.length), colour: looks[i], dash: i === 0 ? undefined : [5, 3].map((n) => n + i) }));
}

/** @type {import('./chart.js').Subject[]} */
const first = [
  { key: 'orders', title: 'Orders per second', words: brief, lines: () => [
    { column: 'placed/s', name: 'placed', colour: 'order' }, { column: 'confirmed/s', name: 'confirmed', colour: 'payment' }] },
  { key: 'checkout', title: 'Checkout time', scale: 'log', words: duration, ticks: seconds, lines: () => [
    { column: 'checkout_p99', name: 'p99', colour: 'bad', dash: dashed }, { column: 'checkout_p50', name: 'p50', colour: 'ink' }] },
  { key: 'failures', title: 'Failures per second', words: brief, lines: () => [
    { column: 'failed/s', name: 'failed', colour: 'bad', dash: dashed, area: true }, { column: 'gave_up/s', name: 'gave up', colour: 'ink' }] },
  { key: 'waiting', title: 'Waiting', words: brief, lines: () => top('queue/', ['ink', 'bad']) },
];

/** @type {import('./chart.js').Subject[]} */
const further = [
  { key: 'outcomes', title: 'Ends per second', words: brief, lines: () => [
    { column: 'delivered/s', name: 'delivered', colour: 'deliver' }, { column: 'declined/s', name: 'declined', colour: 'bad', dash: dashed }, { column: 'sold_out/s', name: 'sold out', colour: 'stock', dash: [2, 3] }] },
  { key: 'busy', title: 'Busy', scale: 'share', words: share, lines: () => top('busy/', ['ink', 'bad', 'payment']) },
  { key: 'money', title: 'Money', words: euros, lines: () => [
    { column: 'money_held', name: 'held', colour: 'warn', dash: dashed }, { column: 'money_captured', name: 'captured', colour: 'order' }, { column: 'money_settled', name: 'settled', colour: 'payment' }] },
  { key: 'stock', title: 'Goods', words: brief, lines: () => [
    { column: 'on_shelf', name: 'on the shelf', colour: 'stock' }, { column: 'reserved', name: 'reserved', colour: 'ink', dash: dashed }] },
  { key: 'attempts', title: 'Attempts per call', words: times, lines: () => [{ column: 'attempts_per_call', name: 'attempts', colour: 'ink' }] },
];

/** Whether all charts are shown, or those that are needed most. */
const more = signal(false);

/** What the hatching and the strokes are, of those that are in sight. */
function Legend() {
  void [rows.value, back.value];
  const { times: [from = 0, ...rest] } = shown([]), to = rest.at(-1) ?? from;
  const seen = bands.value.filter((band) => band.to > from && band.from < to), strokes = moments.value.filter(({ at }) => at > from && at <= to);
  const names = [...new Set(seen.map(({ name }) => name))], marked = [...new Set(strokes.filter(({ kind }) => kind !== 'phase').map(({ kind, name }) => (kind === 'breaker' ? kind : name)))];
  if (names.length + marked.length === 0) return html`<div class="legend"><span class="quiet">Nothing is broken in what you see.</span></div>`;
  return html`
    <div class="legend">
      ${names.length > 0 && html`<span title=${seen.map(({ text }) => text).join('\n')}><svg width="22" height="14" aria-hidden="true"><defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="bb" width="6" height="6" /><rect class="bf" width="1.2" height="6" /></pattern></defs><rect width="22" height="14" rx="3" fill="url(#hatched)" /></svg><span>${names.join(', ')}</span></span>`}
      ${marked.length > 0 && html`<span title=${strokes.map(({ text }) => text).join('\n')}><svg width="6" height="14" aria-hidden="true"><path class="mk" d="M3 0v14" /></svg><span>${marked.join(', ')}</span></span>`}
    </div>`;
}

/** How wide an element is, in whole pixels. @param {import('/vendor/preact.js').RefObject<HTMLElement>} ref */
function useWidth(ref) {
  const [wide, change] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => requestAnimationFrame(() => change(Math.floor(entry.contentRect.width))));
    if (ref.current) watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, []);
  return wide;
}

function All() {
  const box = useRef(/** @type {HTMLElement | null} */ (null)), wide = useWidth(box);
  const columns = width.value >= 1280 || width.value < 1024 ? 1 : 2;
  const each = Math.floor((wide - 16 * (columns - 1)) / columns), subjects = more.value ? [...first, ...further] : first;
  const high = width.value >= 1280 ? 91 : 112;
  return html`
    <aside class=${more.value ? 'card charts every' : 'card charts'} aria-label="Charts">
      <${Legend} />
      <div class="plots" ref=${box} tabindex=${more.value ? 0 : undefined}>
        ${wide > 0 && subjects.map((subject, i) => {
          const axis = i >= subjects.length - columns;
          return html`<${Chart} key=${subject.key} subject=${axis === Boolean(subject.axis) ? subject : { ...subject, axis }} width=${each} height=${high + (axis ? 22 : 0)} />`;
        })}
      </div>
      <${Slider} />
      <div class="under"><button class="btn ghost" type="button" aria-expanded=${more.value} onClick=${() => { more.value = !more.value; }}>${more.value ? 'Fewer charts' : 'More charts'}</button>
        <${Twin} subjects=${subjects} /></div>
    </aside>`;
}

/** The charts, once there is something to show. */
export function Charts() {
  return act.value === 'hero' ? null : html`<${All} />`;
}
