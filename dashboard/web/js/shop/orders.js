// @ts-check
// Finding an order: by its number, or among the last ones of each sort.

import { useEffect } from '/vendor/preact-hooks.js';
import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { go } from '../route.js';
import { hello, journeys } from '../store.js';
import { Sign } from '../stage/icons.js';
import { ShopSign } from './drawings.js';
import { dayAndTime } from './hours.js';
import { fetched } from './library.js';
import { How } from './shop.js';

const sorts = /** @type {Record<string, { title: string, sign: string, text: string }>} */ ({
  slow: { title: 'Waited long', sign: 'hourglass', text: 'Their page took very long.' },
  declined: { title: 'Declined', sign: 'cross', text: 'The bank said no.' },
  fraud_blocked: { title: 'Blocked', sign: 'cross', text: 'The fraud check said no.' },
  sold_out: { title: 'Sold out', sign: 'cross', text: 'Nothing was left.' },
  cancelled: { title: 'Cancelled', sign: 'undo', text: 'Somebody changed their mind, or the shop had to.' },
  refunded: { title: 'Money back', sign: 'undo', text: 'What was charged came back.' },
  needs_attention: { title: 'Needs a person', sign: 'warning', text: 'The shop could not put it right alone.' },
  broken: { title: 'A promise broken', sign: 'warning', text: 'The books found something wrong.' },
});

const mostEach = 8; // of a list
const lists = signal(/** @type {{ name: string, orders: any[] }[]} */ ([]));
const trouble = signal('');
const wanted = signal('');

async function read() {
  const { body, error } = await fetched('/api/orders');
  trouble.value = error ?? '';
  if (!body) return;
  lists.value = Array.isArray(body) ? body : Object.entries(body).map(([name, orders]) => ({ name: sortOf(name), orders: orders ?? [] }));
}

/** fraudBlocked, as JSON may have it, is fraud_blocked. @param {string} name */
const sortOf = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The page on which one looks for an order. */
export function Orders() {
  const epoch = hello.value?.epoch ?? '';
  useEffect(() => {
    if (!epoch) return undefined;
    read();
    const timer = setInterval(read, 3000);
    return () => clearInterval(timer);
  }, [epoch]);
  const find = (/** @type {Event} */ event) => {
    event.preventDefault();
    const number = wanted.value.replace(/[^0-9i]/g, '');
    if (number) go(`/orders/${number}`);
  };
  const visitors = [...journeys.value.values()].filter((one) => one.name).reverse();
  return html`
    <main class="order-page orders" data-page="orders">
      <h1 class="serif">Every order has a story.</h1>
      <form class="find" onSubmit=${find} role="search">
        <label><span class="hidden">Number of the order</span><input id="find" class="mono" inputmode="numeric" placeholder="8141" value=${wanted.value} onInput=${(/** @type {any} */ event) => { wanted.value = event.target.value; }} /></label>
        <button class="btn on" type="submit"><${ShopSign} name="search" />Show the order</button>
      </form>
      ${trouble.value && html`<p class="bad" role="alert">${trouble.value}</p>`}
      <div class="sorts">
        ${visitors.length > 0 && html`<section class="card"><h2><${ShopSign} name="lock" />Bought here</h2><ul>${visitors.slice(0, mostEach).map((one) => html`<li key=${one.intent}><${To} order=${one.order || `i${one.intent}`} at=${one.clicked} why=${html`${one.name}: <${How} journey=${one} />`} /></li>`)}</ul></section>`}
        ${lists.value.map(({ name, orders }) => html`
          <section class="card" key=${name}><h2><${Sign} name=${sorts[name]?.sign ?? 'table'} />${sorts[name]?.title ?? name}</h2>
            ${orders.length === 0 ? html`<p class="hint">None yet. ${sorts[name]?.text ?? ''}</p>` : html`<ul>${orders.slice(0, mostEach).map((/** @type {any} */ one) => html`<li key=${one.order}><${To} order=${one.order} at=${one.at} why=${one.why === name.replace(/_/g, ' ') ? '' : one.why} /></li>`)}</ul>`}</section>`)}
      </div>
    </main>`;
}

/** A link to an order. @param {{ order: number | string, at: number, why: any }} props */
function To({ order, at, why }) {
  const path = `/orders/${order}`;
  return html`<a href=${path} onClick=${(/** @type {MouseEvent} */ event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(path); } }}><b class="num">${String(order).startsWith('i') ? 'new' : order}</b><span>${why}</span><time class="num">${dayAndTime(at)}</time></a>`;
}
