// @ts-check
// The shop: three goods, three cards, a name, and the button.

import { html } from '../html.js';
import { goods, journeys, mine } from '../store.js';
import { count, money } from '../words.js';
import { card, cards, asking, buy, chosen, connected, good, longestName, name, own, presses, pressAgain, trouble } from './choice.js';
import { ParcelPicture } from '../stage/badge.js';
import { Sign } from '../stage/icons.js';
import { CardPicture, GoodPicture } from './drawings.js';
import { timeOfDay } from './hours.js';
import { player } from './watching.js';

/** What is on the shelf. @param {any} one */
function shelf({ stock, days }) {
  if (stock > 1) return `${count(stock)} on the shelf`;
  if (stock === 1) return 'the last one';
  const whole = Math.round(days / 100), hours = Math.max(1, Math.round((days / 100) * 24));
  return whole > 0 ? `sold out · ${whole} day${whole === 1 ? '' : 's'}` : `sold out · ${hours} hour${hours === 1 ? '' : 's'}`;
}

/** The window of the shop. */
export function Shop() {
  return html`
    <section class="card shop" aria-label="The shop">
      <h2>The shop</h2>
      <${Order} />
      <${Others} />
    </section>`;
}

/** The form in which somebody orders. */
export function Order() {
  const again = paying();
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (connected.value && !asking.value && chosen.value) again ? pressAgain() : buy();
  };
  return html`
    <form class="order-form" onSubmit=${send}>
      <fieldset class="goods">
        <legend>What would you like?</legend>
        ${goods.value.map((/** @type {any} */ one) => html`
          <label key=${one.name} class="ware">
            <input type="radio" name="good" id=${`good-${one.name}`} value=${one.name} checked=${good.value === one.name} onChange=${() => { good.value = one.name; }} />
            <${GoodPicture} icon=${one.icon} /><span class="what"><b>${one.title}</b><em class="num">${shelf(one)}</em></span><strong class="num">${money(one.price)}</strong><i class="mark"><${Sign} name="tick" /></i>
          </label>`)}
      </fieldset>
      <fieldset class="cards">
        <legend>How will you pay?</legend>
        <div class="three">${cards.value.map((/** @type {any} */ one) => html`
          <label key=${one.name} class="plastic-choice">
            <input type="radio" name="card" id=${`card-${one.name}`} value=${one.name} checked=${card.value === one.name} onChange=${() => { card.value = one.name; }} />
            <${CardPicture} name=${one.name} /><b>${one.title}</b><em>${one.text}</em>
          </label>`)}</div>
      </fieldset>
      <div class="whose">
        <${ParcelPicture} width=${30} />
        <input id="name" class="name" type="text" maxlength=${longestName} autocomplete="given-name" spellcheck="false" placeholder="Ada" aria-label="Your name, for your parcel" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value.slice(0, longestName); }} />
        <span class="hint">your parcel</span>
      </div>
      <button id="buy" class="btn gold big" type="submit" disabled=${!connected.value || asking.value || !chosen.value}>Buy now${chosen.value && html` · <span class="num">${money(chosen.value.price)}</span>`}</button>
      <${Dare} />
    </form>`;
}

/** The own order still waits for its page, and what is chosen is what was ordered. */
function paying() {
  const journey = own.value, now = player.sees.value.at(-1);
  return Boolean(journey && !journey.over && (!now || now.what === 'paying'));
}

/** What is certain about pressing twice, and nothing that is not. */
function Dare() {
  if (!connected.value) return html`<p class="dare" role="status">The line to the shop is lost. Your choice is kept; the button comes back with the line.</p>`;
  if (trouble.value) return html`<p class="dare bad" role="alert">${trouble.value}</p>`;
  const journey = own.value;
  if (!journey) return html`<p class="dare">One click, fifteen steps. Watch what happens behind the curtain.</p>`;
  const promise = player.sees.value.at(-1)?.promise ?? '', pays = !player.done.value && /\bonce\b/i.test(promise), often = presses.value;
  const dare = pays ? (often > 1 ? 'It is still one order, and you pay once.' : 'Press again if you dare: you still pay once.') : paying() && often < 2 ? 'Press again if you dare.' : '';
  return html`<p class="dare" role="status">You pressed ${often > 1 ? `${often} times, first` : 'once,'} at <span class="num">${timeOfDay(journey.clicked)}</span>. ${dare}</p>`;
}

const tints = ['order', 'deliver', 'confirm', 'payment', 'stock'];

/** Who else buys: the newest first. @param {{ empty?: string }} props */
export function Others({ empty = '' }) {
  const others = [...journeys.value.values()].filter((one) => one.intent !== mine.value && one.name).slice(-6).reverse();
  if (others.length === 0) return empty && html`<p class="hint">${empty}</p>`;
  return html`
    <div class="class-too"><h2 class="minor">The class is buying too</h2>
      <ul>${others.map((one) => html`
        <li key=${one.intent} class=${`a-${tints[one.intent % tints.length]}`}><${ParcelPicture} kind="plain" width=${19} /><b>${one.name}</b><${How} journey=${one} /></li>`)}</ul>
    </div>`;
}

/** How an order stands, in few words. @param {{ journey: any }} props */
export function How({ journey }) {
  const { what, sign } = standing(journey);
  return html`<span class=${`how ${what}`}>${sign && html`<${Sign} name=${sign} />`}${journey.state}</span>`;
}

const back = ['refunded', 'cancelled'], bad = ['declined', 'blocked', 'sold-out', 'gave-up'];

/** @param {any} journey */
function standing({ ending, sees }) {
  const last = sees.at(-1)?.what;
  if (back.includes(ending) || last === 'refund') return { what: '', sign: 'undo' };
  if (bad.includes(ending) || last === 'sorry') return { what: 'sorry', sign: 'cross' };
  if (ending === 'delivered' || ['thanks', 'mail', 'doorbell'].includes(last)) return { what: 'well', sign: 'tick' };
  return { what: '', sign: 'hourglass' };
}
