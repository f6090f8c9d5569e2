// @ts-check
// What the customer sees, in a small window before the curtain: of one order its
// last page, under load how many see what.

import { html } from '../html.js';
import { count, perSecond } from '../words.js';
import { wide } from './carried.js';
import { ActorIcon, SignIn } from './icons.js';

/** Breaks a text into lines of at most so much width. @param {string} text @param {number} width @param {string} font */
export function lines(text, width, font) {
  const all = [''];
  for (const word of text.split(' ')) {
    const last = all.length - 1, longer = all[last] ? `${all[last]} ${word}` : word;
    if (wide(longer, font) <= width || !all[last]) all[last] = longer;
    else all.push(word);
  }
  return all;
}

/** The picture of what she sees. @param {{ what: string }} props */
function Picture({ what }) {
  if (['mail', 'doorbell'].includes(what)) return html`<g class=${what === 'mail' ? 'a-confirm' : 'a-deliver'}><${ActorIcon} name=${what} x=${-18} y=${-18} scale=${0.75} /></g>`;
  if (what === 'thanks') return html`<g class="good"><circle r="15"/><path d="M-6.5 .5l4.6 4.6 8.6-9.6"/></g>`;
  if (what === 'wait' || what === 'offer') return html`<${SignIn} name="hourglass" x=${-14} y=${-14} scale=${1.75} />`;
  if (what === 'refund') return html`<${SignIn} name="undo" x=${-14} y=${-14} scale=${1.75} />`;
  if (['sorry', 'retry'].includes(what)) return html`<g class="bad"><circle r="15"/><path d="M0 -8v9M0 6.6v.4"/></g>`;
  return html`<g class="spin"><circle r="14"/><path d="M0-14a14 14 0 0 1 14 14"/></g>`;
}

/** The window of one customer. @param {{ sight: any, family: string, large?: boolean }} props */
export function Screen({ sight, family, large = false }) {
  const w = large ? 168 : 132, mid = w / 2, inner = w - 16;
  if (!sight) return html`<g class="scr" transform="translate(20 62)"><${Pane} w=${w} h=${138} />
    <rect class="buy" x=${mid - 55} y="58" width="110" height="34" rx="8"/><text class="b on-gold" x=${mid} y="80" text-anchor="middle">Buy now</text></g><path class="scrl" d="M86 200v24"/>`;
  if (large) return html`<g class="scr" transform="translate(20 62)"><${Pane} w=${w} h=${138} /><g transform="translate(${mid} 60) scale(1.4)"><${Picture} what=${sight.what} /></g>
    ${lines(sight.title, inner, `650 20px ${family}`).slice(0, 2).map((line, i, all) => html`<text class="b" x=${mid} y=${(all.length > 1 ? 102 : 112) + 22 * i} text-anchor="middle">${line}</text>`)}</g><path class="scrl" d="M86 200v24"/>`;
  const title = lines(sight.title, inner, `650 14px ${family}`), text = lines(sight.text, inner, `400 12.5px ${family}`).slice(0, title.length > 1 ? 2 : 3);
  const top = title.length + text.length > 3 ? 48 : 54, first = top + (title.length + text.length > 3 ? 32 : 40);
  return html`<g class="scr" transform="translate(20 62)"><${Pane} w=${w} h=${138} /><g transform="translate(${mid} ${top})"><${Picture} what=${sight.what} /></g>
    ${title.map((line, i) => html`<text class="b" x=${mid} y=${first + 16 * i} text-anchor="middle">${line}</text>`)}
    ${text.map((line, i) => html`<text x=${mid} y=${first + 3 + 16 * title.length + 15 * i} text-anchor="middle">${line}</text>`)}</g><path class="scrl" d="M86 200v24"/>`;
}

/** @param {{ w: number, h: number }} props */
function Pane({ w, h }) {
  return html`<rect class="pane" width=${w} height=${h} rx="10"/><path class="bar" d="M0 22h${w}"/>${[11, 20, 29].map((x) => html`<circle class="dot" cx=${x} cy="11" r="2.6"/>`)}`;
}

/** The windows of all customers, counted. @param {{ rates: Record<string, number>, gauges: Record<string, number> }} props */
export function Crowd({ rates, gauges }) {
  const rows = [['thank you', `${perSecond(rates.thanked ?? 0)}/s`, 'ok'], ['sorry', `${perSecond(rates.sorry ?? 0)}/s`, rates.sorry >= 0.05 ? 'bad' : ''],
    ['still waiting', count(gauges.customers_waiting ?? 0), gauges.customers_waiting > 0 ? 'warn' : ''], ['e-mails', `${perSecond(rates.mails ?? 0)}/s`, ''], ['doorbells', `${perSecond(rates.doorbells ?? 0)}/s`, '']];
  return html`<g class="scr crowd" transform="translate(20 62)"><rect class="pane" width="168" height="140" rx="10"/>
    ${rows.map(([name, value, tone], i) => html`${i > 0 && html`<path class="bar" d="M12 ${8 + 25 * i}H156"/>`}<text class=${tone} x="12" y=${25 + 25 * i}>${name}</text><text class="v ${tone}" x="156" y=${25 + 25 * i} text-anchor="end">${value}</text>`)}</g>`;
}
