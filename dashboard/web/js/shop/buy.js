// @ts-check
// The theatre of one purchase: the shop and its customer's telephone before the
// curtain, and behind it what really happens.

import { useEffect, useRef } from '/vendor/preact-hooks.js';
import { computed } from '/vendor/signals.js';
import { html } from '../html.js';
import { hello, tick } from '../store.js';
import { width } from '../route.js';
import { Backstage } from './backstage.js';
import { chosen, name, own } from './choice.js';
import { Curtain } from './curtain.js';
import { Receipt } from './receipt.js';
import { comingRows } from './rows.js';
import { Screen, ToCome, stateOf, whoOf } from './screen.js';
import { Shop } from './shop.js';
import { Story, storySoFar } from './story.js';
import { Waterfall, partsOf } from './waterfall.js';
import { moment, player, receiptShown } from './watching.js';

/** How wide what is behind the curtain is. */
const behind = computed(() => width.value - (width.value >= 1280 ? 704 : width.value >= 1024 ? 416 : 36));

/** The page of a purchase. */
export function Buy() {
  const journey = own.value, sees = player.sees.value, who = whoOf(journey, name.value), ended = receiptShown.value;
  return html`
    <main class="buying" data-page="buy" data-own=${journey ? 'there' : 'none'} data-state=${stateOf(sees.at(-1))} data-ending=${journey?.over ? journey.ending : ''} data-played=${player.done.value ? 'whole' : 'part'}>
      <h1 class="hidden">Buy Now</h1>
      <div class="before">
        <${Shop} />
        <section class="sees" aria-label=${`What ${who} sees`}>
          <h2>What ${who} sees</h2>
          <${Screen} journey=${journey} sees=${sees} steps=${player.steps.value} good=${chosen.value} />
          <${ToCome} journey=${player.done.value ? journey : null} sees=${sees} who=${who} />
        </section>
      </div>
      <${Curtain} />
      <div class="behind">
        ${ended ? html`<${Receipt} journey=${journey} steps=${player.steps.value} width=${behind.value - 62} own />` : hello.value && html`<${Backstage} /><${SoFar} />`}
      </div>
    </main>`;
}

/** What is known of the order by now: its waterfall, and its story. */
function SoFar() {
  const journey = own.value;
  if (!journey) return html`<section class="card so-far empty"><p class="serif">Every message of your order will be drawn here: who asked whom, how long it took, and what was tried again.</p></section>`;
  return html`
    <section class="card so-far">
      <${Rows} journey=${journey} />
      <${Story} paragraphs=${storySoFar.value} />
    </section>`;
}

/** The part of the waterfall in which the player is; its newest row is in sight. @param {{ journey: any }} props */
function Rows({ journey }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const now = player.live.value && !journey.over ? Math.max(moment.value, tick.value?.at ?? 0) : moment.value, parts = partsOf(journey, now);
  const part = parts.findLast(({ rows }) => rows[0].index <= Math.max(0, player.index.value)) ?? parts[0];
  const rows = part ? [...part.rows, ...(part.parcel ? comingRows(player.steps.value, 12, now) : [])] : [];
  useEffect(() => { if (box.current) box.current.scrollTop = box.current.scrollHeight; }, [rows.length]);
  return html`<div class="rows" ref=${box} tabindex="0" role="region" aria-label="Waterfall so far">${part && html`
    <${Waterfall} rows=${rows} zero=${part.zero} title=${`Waterfall of ${journey.order ? `order ${journey.order}` : 'the order'}`} width=${Math.round(Math.min(440, behind.value * 0.6))} now=${Number.isFinite(now) ? now : undefined} tight=${rows.length > 9} parcel=${part.parcel} />`}</div>`;
}
