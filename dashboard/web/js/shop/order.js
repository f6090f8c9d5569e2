// @ts-check
// The page of one order: who asked whom, how long it took, and what it means, in
// words. An order that is followed grows while one looks.

import { useEffect } from '/vendor/preact-hooks.js';
import { computed, effect, signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { ask, hello, journeys } from '../store.js';
import { width } from '../route.js';
import { Player } from '../player.js';
import { Sign } from '../stage/icons.js';
import { connected } from './choice.js';
import { Ladder } from './ladder.js';
import { fetched } from './library.js';
import { Receipt } from './receipt.js';

export { Orders } from './orders.js';

/** The order whose page this is, as its address has it: a number, or i and an intent. */
const number = signal('');
/** What the server tells of it: { journey, tale }, or { error }. */
const read = signal(/** @type {any} */ (null));
/** What is pushed of it. */
const followed = computed(() => journeys.value.get(read.value?.journey?.intent));
/** Whether that is all of it: who began to follow it on its way was not told of the click, and of old orders only how they stand is pushed. */
const whole = computed(() => followed.value?.clicked > 0 && followed.value.hops.length > 0);
/** The order as it is now: what is followed is newer than what was read. */
const journey = computed(() => (whole.value ? followed.value : read.value?.journey ?? null));
const readAgain = 1000; // milliseconds after news of an order of which the beginning is not pushed
const player = new Player().attach(journey); // knows which steps were done
effect(() => { if (journey.value) player.skipToLive(); });

/** Reads the order of an address; again, what was read stays until more is known. @param {string} order @param {boolean} again */
async function open(order, again = false) {
  number.value = order;
  if (!again) read.value = null;
  const answer = await fetched(`/api/orders/${encodeURIComponent(order)}`);
  if (number.peek() !== order || (again && answer.error)) return;
  read.value = answer.error ? { error: answer.error } : { ...answer.body, journey: answer.body.journey ?? answer.body };
}

/** The page of an order. @param {{ order: string }} props */
export function OrderPage({ order }) {
  const live = connected.value;
  const epoch = hello.value?.epoch ?? '';
  useEffect(() => { if (epoch) open(order); }, [order, epoch]);
  const intent = read.value?.journey?.intent ?? 0, onItsWay = live && intent > 0 && !journey.value?.over;
  useEffect(() => {
    if (!onItsWay) return undefined;
    ask('follow', `i${intent}`);
    return () => { ask('unfollow', `i${intent}`); };
  }, [intent, onItsWay]);
  const news = followed.value;
  useEffect(() => {
    if (!onItsWay || !news || whole.value) return undefined;
    const timer = setTimeout(() => open(order, true), readAgain);
    return () => clearTimeout(timer);
  }, [news, onItsWay]);
  const one = journey.value, error = read.value?.error;
  return html`
    <main class="order-page" data-page="order" data-state=${error ? 'missing' : one ? 'there' : 'reading'} data-ending=${one?.over ? one.ending : ''}>
      <nav class="crumbs" aria-label="Where you are"><a href="/orders">Orders</a> <span aria-hidden="true">/</span> <span>${order}</span></nav>
      ${error ? html`<section class="card missing"><h1 class="serif">${error}</h1><p>Every order of this run has a page, from the moment that it has a number. <a href="/orders">Look for another one</a></p></section>`
        : !one ? html`<p class="hint" role="status">Reading order ${order}…</p>` : html`<${Whole} one=${one} tale=${read.value.tale} />`}
    </main>`;
}

/** @param {{ one: any, tale?: string }} props */
function Whole({ one, tale }) {
  const wide = Math.min(1180, width.value - (width.value < 700 ? 24 : 64));
  return html`
    <${Receipt} journey=${one} steps=${player.steps.value} width=${wide - (width.value < 700 ? 28 : 50)} />
    <section class="card ladder-box"><h2 class="minor">Who asked whom</h2><${Ladder} journey=${one} width=${wide - 50} /></section>
    ${tale && html`<details class="card tale"><summary><${Sign} name="table" />The same for engineers</summary><pre class="mono" tabindex="0">${tale}</pre></details>`}`;
}
