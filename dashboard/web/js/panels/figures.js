// @ts-check
// The key figures of the run: how it stands, what comes and what goes, and
// whether the books balance.

import { untracked } from '/vendor/signals.js';
import { html } from '../html.js';
import { act } from '../route.js';
import { connection, control, gauge, rate, rates, tick } from '../store.js';
import { count, duration, perSecond } from '../words.js';
import { frozen } from '../stage/beat.js';
import { calm } from './calm.js';
import { speedWords } from './steer.js';
import { Books } from './books.js';

/** The lamp: what the line and the run do, in a word. @returns {{ word: string, kind: string, text: string }} */
function lamp() {
  const { state, attempt } = connection.value;
  if (state === 'lost') return { word: 'LOST', kind: 'bad', text: `no line to the server, try ${attempt}` };
  if (state !== 'live') return { word: 'CONNECTING', kind: 'wait', text: 'the first word of the server is awaited' };
  if (frozen.value) return { word: 'FROZEN', kind: 'wait', text: 'this page stands still, the run goes on' };
  return {
    ready: { word: 'READY', kind: 'wait', text: 'the run has not begun' },
    running: { word: 'LIVE', kind: 'ok', text: 'the run goes on' },
    paused: { word: 'PAUSED', kind: 'wait', text: 'the run stands still' },
    stepping: { word: 'STEP', kind: 'ok', text: 'on to the next message' },
    over: { word: 'OVER', kind: 'wait', text: 'the run has ended' },
    broken: { word: 'BROKEN', kind: 'bad', text: control.value.error },
  }[/** @type {string} */ (control.value.state)] ?? { word: 'CONNECTING', kind: 'wait', text: '' };
}

/** Bad from here on, warning from there on. @param {number} value @param {number} warn @param {number} bad */
const from = (value, warn, bad) => (value >= bad ? 'bad' : value >= warn ? 'warn' : '');

/** A share in per cent: 0 %, 0.4 %, 24.5 %. @param {number} share */
export const percent = (share) => `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(100 * share)} %`;

const enough = 20; // orders, to judge by

/** The figures, and how bad each is. A shop is judged by the share that it serves: a quiet one is not a bad one. */
export function keyFigures() {
  const placed = rate('placed'), confirmed = rate('confirmed'), lost = rate('sorry') + rate('unanswered'), told = rate('thanked') + lost;
  const gaveUp = told > 0 ? lost / told : 0; // of those who know, or wait no longer
  const judged = Math.max(placed, told) * rates.value.seconds >= enough;
  const p99 = gauge('checkout_p99'), waiting = gauge('customers_waiting');
  return [
    { name: 'placed', value: perSecond(placed), words: 'orders/s placed', kind: '' },
    { name: 'confirmed', value: perSecond(confirmed), words: 'confirmed/s', kind: judged && placed > 0 ? from(1 - confirmed / placed, 0.2, 0.5) : '' },
    { name: 'p99', value: p99 > 0 ? duration(p99) : '–', words: 'p99 checkout', kind: from(p99, 3e6, 8e6) },
    { name: 'gave-up', value: percent(gaveUp), words: 'give up', kind: judged ? from(gaveUp, 0.02, 0.1) : '' },
    { name: 'waiting', value: count(waiting), words: 'customers waiting', kind: waiting < 20 ? '' : from(waiting / Math.max(placed, 1), 2, 10) },
  ];
}

/** Asked and reached speed, if there is anything to say about them. */
function pace() {
  const now = tick.value;
  if (!now || connection.value.state !== 'live' || control.value.state !== 'running') return '';
  if (now.speed === 0) return `${speedWords(now.reached, 2)}, fastest`;
  if (now.reached < 0.9 * now.speed) return `${speedWords(now.reached, 2)} of ${speedWords(now.speed)}`;
  return now.speed === 1 ? '' : speedWords(now.speed);
}

/** The lamp is never late: a line that is lost is lost now. */
function Lamp() {
  const { word, kind, text } = lamp();
  void calm.value;
  const speed = untracked(pace);
  return html`<span class=${`lamp ${kind}`} title=${text}><i></i><span>${word}${speed && html`<small class="num" data-figure="speed" title="the speed that is reached, and that was asked for">${speed}</small>`}</span></span>`;
}

/** The row of figures above the stage. */
export function Figures() {
  void calm.value;
  if (act.value === 'hero') return null;
  const figures = untracked(keyFigures);
  return html`
    <section class="kpis" aria-label="Key figures" data-count=${calm.value.count}>
      <${Lamp} />
      <dl>${figures.map(({ name, value, words, kind }) => html`
        <div class=${`kp ${kind}`} key=${name} data-figure=${name}><dt>${words}</dt><dd>${value}</dd></div>`)}
      </dl>
      <span class="grow"></span>
      <${Books} />
    </section>`;
}
