// @ts-check
// Whether the books balance: every cent that was charged is with goods that were
// delivered, or back with the customer, or still on its way with the order.

import { untracked } from '/vendor/signals.js';
import { html } from '../html.js';
import { go } from '../route.js';
import { marks, total } from '../store.js';
import { count, money } from '../words.js';
import { calm } from './calm.js';
import { Sign } from './icons.js';

const wide = 200, gap = 2, least = 4;

/**
 * The widths of parts of a bar: in proportion, but what is there is seen.
 * @param {number[]} parts
 */
export function widths(parts) {
  const there = parts.filter((part) => part > 0), all = there.reduce((sum, part) => sum + part, 0);
  const room = wide - gap * (there.length - 1) - least * there.length;
  return parts.map((part) => (part > 0 ? least + (part / all) * room : 0));
}

/**
 * Amounts as texts that add up as they are read: cents while they are few, whole
 * euros then, whose remainders go to the largest.
 * @param {number} sum
 * @param {number[]} parts
 */
export function amounts(sum, parts) {
  if (sum < 1_000_000) return { sum: money(sum), parts: parts.map((part) => money(part).replace(/^€\s*/, '')) };
  const down = parts.map((part) => Math.floor(part / 100)), whole = Math.floor(sum / 100);
  const adds = parts.reduce((all, part) => all + part, 0) === sum;
  const order = parts.map((_, i) => i).sort((a, b) => (parts[b] % 100) - (parts[a] % 100));
  for (let i = 0, missing = whole - down.reduce((all, part) => all + part, 0); adds && i < missing; i++) down[order[i % order.length]]++;
  return { sum: `€\u00a0${count(whole)}`, parts: down.map(count) };
}

/** How the books stand. */
export function books() {
  const charged = total('charged'), parts = [total('charged_delivered'), total('charged_back'), total('charged_open')];
  const off = charged - parts[0] - parts[1] - parts[2];
  return { charged, parts, off, breaches: total('breaches') };
}

/** A link to an order. @param {{ order: number }} props */
function OrderLink({ order }) {
  const path = `/orders/${order}`;
  const follow = (/** @type {MouseEvent} */ event) => { event.preventDefault(); go(path); };
  return html`<a href=${path} onClick=${follow}>order ${order}</a>`;
}

const few = 2;

/** The orders that broke a promise, the newest first. */
function Offenders() {
  const orders = [...new Set(marks.value.filter(({ kind, order }) => kind === 'breach' && order).map(({ order }) => order).reverse())];
  if (orders.length === 0) return null;
  return html` · ${orders.slice(0, few).map((order) => html`<${OrderLink} key=${order} order=${order} /> `)}${orders.length > few && `and ${orders.length - few} more`}`;
}

/** The verdict: a tick, or what is wrong. @param {{ off: number, breaches: number }} props */
function Verdict({ off, breaches }) {
  if (off === 0 && breaches === 0) return html`<span class="pill ok"><${Sign} name="tick" />to the cent</span>`;
  const words = off !== 0 ? `${money(Math.abs(off))} ${off > 0 ? 'missing' : 'too much'}` : `${count(breaches)} ${breaches === 1 ? 'breach' : 'breaches'}`;
  return html`<span class="pill bad" title=${marks.value.findLast(({ kind }) => kind === 'breach')?.text ?? ''}><${Sign} name="cross" />${words}</span>`;
}

/** The meter at the end of the figures. */
export function Books() {
  void calm.value;
  return untracked(() => {
    const { charged, parts, off, breaches } = books(), [delivered, back, way] = widths(parts);
    const said = amounts(charged, parts), exact = `${money(charged)} = ${parts.map(money).join(' + ')}`;
    const begins = (/** @type {number} */ width) => (width > 0 ? width + gap : 0);
    return html`
      <div class="books" role="group" aria-label="Books balance" title=${exact} data-off=${off}>
        <span class="bh"><${Sign} name="scales" size="20" /><b>Books balance</b></span>
        <${Verdict} off=${off} breaches=${breaches} />
        <svg class="bar" viewBox="0 0 200 10" preserveAspectRatio="none" height="10" aria-hidden="true"><rect class=${charged > 0 ? 'b1' : 'b0'} width="200" height="10" rx="3" /></svg>
        <span class="bt num one">${said.sum} charged<${Offenders} /></span>
        <svg class="bar two" viewBox="0 0 200 10" preserveAspectRatio="none" height="10" aria-hidden="true">
          ${charged > 0 ? html`
          <rect class="b2" width=${delivered} height="10" rx="3" />
          <rect class="b3" x=${begins(delivered)} width=${back} height="10" rx="1" />
          <rect class="b4" x=${begins(delivered) + begins(back)} width=${way} height="10" rx="3" />` : html`<rect class="b0" width="200" height="10" rx="3" />`}
        </svg>
        <span class="bt num two">= ${said.parts[0]} delivered + ${said.parts[1]} back + ${said.parts[2]} on the way</span>
      </div>`;
  });
}
