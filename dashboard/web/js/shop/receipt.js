// @ts-check
// The receipt of an order that is over: how it ended, what it cost, every step, the
// waterfall, the story, and a link to share.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { money } from '../words.js';
import { BadgePicture } from '../stage/badge.js';
import { Sign } from '../stage/icons.js';
import { GoodPicture, ShopSign } from './drawings.js';
import { dayAndTime, told } from './hours.js';
import { headline, moneyOf, moneyWords, restOf } from './outcome.js';
import { Story } from './story.js';
import { Falls } from './falls.js';
import { again, replay } from './watching.js';
import './paper.js';

/**
 * A receipt.
 * @param {{ journey: any, steps: any[], width: number, own?: boolean }} props own: it is the order of this page
 */
export function Receipt({ journey, steps, width, own = false }) {
  const last = journey.hops.at(-1), long = last ? last.at + last.took - journey.clicked : 0;
  return html`
    <article class="receipt" data-ending=${journey.ending}>
      <header>
        <${GoodPicture} icon=${journey.icon} size=${52} />
        <div><p class="kick">${journey.order ? `Order ${journey.order}` : 'An order without a number'}${journey.name && ` · ${journey.name}`} · ${dayAndTime(journey.clicked)}</p>
          ${own ? html`<h2 class="headline serif">${headline(journey)}</h2>` : html`<h1 class="headline serif">${headline(journey)}</h1>`}
          <p>${journey.good}. ${moneyWords(journey, money)}${journey.over && long > 0 && ` From the click to the end: ${told(long)}.`}</p></div>
      </header>
      <${Balance} journey=${journey} />
      <${Chips} steps=${steps} />
      <${Falls} journey=${journey} width=${width} />
      <${Story} paragraphs=${journey.story} title="The story" />
      <footer>
        <${Share} journey=${journey} />
        ${own && html`<button type="button" class="btn" onClick=${replay}><${Sign} name="again" />Watch it again</button><button type="button" class="btn gold" id="again" onClick=${again}>Buy again</button>`}
      </footer>
    </article>`;
}

/** Charged is delivered or back, to the cent, or it says what is not. @param {{ journey: any }} props */
function Balance({ journey }) {
  const { charged, delivered, back, rest } = moneyOf(journey);
  return html`
    <dl class="balance" data-charged=${charged} data-delivered=${delivered} data-back=${back}>
      <div><dt>charged</dt><dd class="num">${money(charged)}</dd></div><i aria-hidden="true">=</i>
      <div><dt>delivered</dt><dd class="num">${money(delivered)}</dd></div><i aria-hidden="true">+</i>
      <div><dt>back</dt><dd class="num">${money(back)}</dd></div>
      ${rest > 0 && html`<i aria-hidden="true">+</i><div><dt>${restOf(journey)}</dt><dd class="num">${money(rest)}</dd></div>`}
    </dl>`;
}

const said = /** @type {Record<string, string>} */ ({ done: 'done', now: 'now', skip: 'not needed', todo: 'not reached' });

/** The fifteen steps: what was done is ticked. @param {{ steps: any[] }} props */
export function Chips({ steps }) {
  return html`<ol class="chips" aria-label="The fifteen steps">${steps.map(({ number, name, act, state }) => html`
    <li key=${number} class=${state} title=${`${number} ${name}: ${said[state]}`}><${BadgePicture} act=${act} label=${String(number)} r=${12} size=${36} state=${state === 'done' ? 'on' : state === 'now' ? 'now' : state === 'skip' ? 'dim' : 'off'} ticked=${state === 'done'} /><span class="hidden">${name}: ${said[state]}</span></li>`)}</ol>`;
}

const copied = signal('');

/** The address of an order's page. @param {{ journey: any }} props */
export function Share({ journey }) {
  const address = `${location.origin}/orders/${journey.order || `i${journey.intent}`}`;
  const copy = async (/** @type {any} */ event) => {
    const field = event.currentTarget.parentElement.querySelector('input');
    field.select();
    try { await navigator.clipboard.writeText(address); } catch { document.execCommand('copy'); }
    copied.value = address;
    setTimeout(() => { copied.value = ''; }, 2000);
  };
  return html`
    <div class="share"><label><span class="hidden">The page of this order</span><input class="mono" id="share" readonly value=${address} onFocus=${(/** @type {any} */ event) => event.target.select()} /></label>
      <button type="button" class="btn" onClick=${copy}>${copied.value === address ? html`<${Sign} name="tick" />` : html`<${ShopSign} name="copy" />`}<span aria-live="polite">${copied.value === address ? 'Copied' : 'Copy link'}</span></button></div>`;
}
