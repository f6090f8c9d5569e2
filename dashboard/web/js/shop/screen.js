// @ts-check
// The telephone of the customer: only what she can see, at the moment that is
// shown behind the curtain.

import { html } from '../html.js';
import { still } from '../store.js';
import { money } from '../words.js';
import { ActorPicture, Sign } from '../stage/icons.js';
import { GoodPicture, ShopSign } from './drawings.js';
import { dayAndTime } from './hours.js';

/** What is on the glass: a name for whoever looks from outside. @param {any} sight */
export const stateOf = (sight) => sight?.what ?? 'shop';

/** Who buys, for a sentence. @param {any} journey @param {string} [typed] */
export const whoOf = (journey, typed = '') => journey?.name || typed.trim() || 'the customer';

const pages = /** @type {Record<string, { sign: string, mood: string }>} */ ({
  paying: { sign: 'spinner', mood: '' }, wait: { sign: 'hourglass', mood: '' }, thanks: { sign: 'tick', mood: 'ok' }, offer: { sign: 'clock', mood: '' },
  sorry: { sign: 'cross', mood: 'bad' }, retry: { sign: 'again', mood: 'warn' }, mail: { sign: 'mail', mood: 'confirm' }, doorbell: { sign: 'doorbell', mood: 'deliver' }, refund: { sign: 'undo', mood: 'ok' },
});

const news = ['mail', 'doorbell', 'refund'];

/**
 * The telephone.
 * @param {{ journey: any, sees: any[], steps: any[], good: any }} props steps: as the player has them; good: what is
 *   looked at while nothing is bought
 */
export function Screen({ journey, sees, steps, good }) {
  const now = journey ? sees.at(-1) ?? first : null;
  return html`
    <div class="telephone" data-state=${stateOf(now)} data-ending=${journey?.ending ?? ''}>
      <i class="notch"></i>
      <div class="glass" aria-live="polite">
        <div class="sign-board"><${ActorPicture} name="web" size=${22} /><b>the shop</b></div>
        ${journey ? html`<${Bought} icon=${journey.icon} title=${journey.good} price=${journey.price} />` : good && html`<${Bought} icon=${good.icon} title=${good.title} price=${good.price} />`}
        ${!journey ? html`<div class="sight"><p>Choose, and press <b>Buy now</b>.</p></div>` : html`<${Sight} sight=${now} before=${sees} />`}
        ${journey && !news.includes(now.what) && html`<${Progress} steps=${steps} icon=${journey.icon} sight=${now} />`}
      </div>
    </div>`;
}

const first = { what: 'paying', title: 'Sending your order…', text: '', promise: '', at: 0 };

/** What is bought, and what it costs: shipping is free. @param {{ icon: string, title: string, price: number }} props */
function Bought({ icon, title, price }) {
  return html`<div class="bought"><${GoodPicture} icon=${icon} size=${40} /><span><b>${title}</b><em class="num">1 × ${money(price)}</em></span></div>`;
}

/** A page, or the latest news above what came before. @param {{ sight: any, before: any[] }} props */
function Sight({ sight, before }) {
  if (news.includes(sight.what)) {
    const list = before.filter(({ what }) => news.includes(what) || what === 'thanks').slice(-4).reverse();
    return html`<ul class="news">${list.map((one, i) => html`
      <li key=${one.at} class=${`${one.what} ${i === 0 ? 'newest' : ''}`}><${Emblem} what=${one.what} size=${i === 0 ? 34 : 24} />
        <div><time class="num">${dayAndTime(one.at)}</time><b>${one.title}</b>${i === 0 && html`<p>${one.text}</p>`}${i === 0 && html`<${Promise} words=${one.promise} />`}</div></li>`)}</ul>`;
  }
  return html`
    <div class="sight">
      <${Emblem} what=${sight.what} size=${sight.what === 'paying' ? 80 : 64} />
      <b class="title">${sight.title}</b>
      ${sight.text && html`<p>${sight.text}</p>`}
      <${Promise} words=${sight.promise} />
    </div>`;
}

/** What is certain. @param {{ words: string }} props */
export function Promise({ words }) {
  return words ? html`<p class="safe"><${ShopSign} name="lock" />${words}</p>` : null;
}

/** @param {{ what: string, size: number }} props */
function Emblem({ what, size }) {
  const { sign, mood } = pages[what] ?? pages.wait;
  if (sign === 'spinner') return html`<svg class=${`spinner ${still.value ? '' : 'turns'}`} viewBox="-40 -40 80 80" width=${size} height=${size} aria-hidden="true"><circle r="31" /><path d="M0-31a31 31 0 0 1 26.8 46.5" /></svg>`;
  if (sign === 'mail' || sign === 'doorbell') return html`<span class=${`emblem a-${mood}`}><${ActorPicture} name=${sign} size=${size} /></span>`;
  return html`<span class=${`emblem round ${mood}`} data-size=${size > 50 ? 'big' : 'small'}>${sign === 'clock' ? html`<${ShopSign} name="clock" size=${size * 0.5} />` : html`<${Sign} name=${sign} size=${size * 0.5} />`}</span>`;
}

const kinds = /** @type {Record<string, string>} */ ({ book: 'Book', lamp: 'Lamp', kettle: 'Kettle' });

/** The four lines at the foot of the page. @param {{ steps: any[], icon: string, sight: any }} props */
function Progress({ steps, icon, sight }) {
  const came = (/** @type {number} */ number) => steps[number - 1]?.state === 'done' || steps[number - 1]?.state === 'now';
  const over = (/** @type {number} */ number) => steps[number - 1]?.state === 'done';
  const sorry = ['sorry', 'retry'].includes(sight.what), promised = steps[3]?.state === 'done' || steps[3]?.state === 'now';
  const lines = [
    { text: 'Order sent', done: over(1) || came(2) },
    { text: `${kinds[icon] ?? 'It is'} ${promised ? 'ordered for you' : 'set aside'}`, done: over(5) || came(6) },
    { text: 'Payment', done: (over(9) || came(10)) && !sorry },
    { text: 'Thank you', done: sight.what === 'thanks' },
  ];
  const at = lines.findIndex(({ done }) => !done);
  return html`<ol class="lines">${lines.map(({ text, done }, i) => {
    const state = done ? 'done' : i === at ? (sorry ? 'failed' : 'now') : '';
    return html`<li class=${state}>${done ? html`<${Sign} name="tick" />` : state === 'failed' ? html`<${Sign} name="cross" />` : html`<i></i>`}${text}</li>`;
  })}</ol>`;
}

const comings = [
  { what: ['thanks', 'sorry', 'offer', 'retry'], icon: 'customer', act: 'confirm', text: 'a page' },
  { what: ['mail'], icon: 'mail', act: 'confirm', text: 'an e-mail' },
  { what: ['doorbell'], icon: 'doorbell', act: 'deliver', text: 'the doorbell' },
];

/** What the customer still waits for. @param {{ journey: any, sees: any[], who: string }} props */
export function ToCome({ journey, sees, who }) {
  const been = new Set(sees.map(({ what }) => what)), sad = journey?.over && journey.ending !== 'delivered';
  const list = comings.map((one) => ({ ...one, came: one.what.some((what) => been.has(what)) }));
  const all = list.every(({ came }) => came), title = all ? `All of it came to ${who}` : sad ? `What came to ${who}` : `Still to come for ${who}`;
  return html`
    <div class="to-come"><h3>${title}</h3>
      <ul>${list.map(({ icon, act, text, came }) => html`
        <li class=${`a-${came || !sad ? act : 'none'} ${came ? 'came' : sad ? 'never' : ''}`}><${ActorPicture} name=${icon} size=${30} /><span>${text}</span>${came && html`<i class="came-mark"><${Sign} name="tick" size=${12} /></i><span class="hidden"> came</span>`}</li>`)}</ul>
    </div>`;
}
