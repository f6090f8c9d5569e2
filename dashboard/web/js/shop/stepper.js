// @ts-check
// The fifteen steps one below the other, by act; the one that happens now is open.

import { useEffect, useRef } from '/vendor/preact-hooks.js';
import { computed } from '/vendor/signals.js';
import { html } from '../html.js';
import { still } from '../store.js';
import { duration } from '../words.js';
import { BadgePicture, acts } from '../stage/badge.js';
import { Sign } from '../stage/icons.js';
import { statuses } from '../player.js';
import { own } from './choice.js';
import { Waiting } from './backstage.js';
import { dayAndTime, timeOfDay } from './hours.js';
import { player } from './watching.js';

/** The acts and their steps. */
export const groups = [{ act: 'order', from: 1, to: 2 }, { act: 'stock', from: 3, to: 5 }, { act: 'payment', from: 6, to: 9 }, { act: 'confirm', from: 10, to: 11 }, { act: 'deliver', from: 12, to: 15 }];

/** The step that is open: the one of now, or the last one before what is aside of all steps. */
const open = computed(() => {
  if (player.done.value) return 0;
  for (let place = player.place.value; place >= 0; place--) {
    const step = player.legs.value[place]?.hop.step;
    if (step) return step;
  }
  return own.value ? 1 : 0;
});

/** The steps of the own order. */
export function Stepper() {
  const steps = player.steps.value;
  return html`<div class="stepper">${groups.map(({ act, from, to }) => html`
    <section key=${act} class=${`a-${act}`}><h2>${acts[/** @type {keyof typeof acts} */ (act)]}</h2>
      <ol>${steps.slice(from - 1, to).map((/** @type {any} */ step) => (step.number === open.value ? html`<${Open} key=${step.number} step=${step} />` : html`<${Row} key=${step.number} step=${step} />`))}</ol></section>`)}</div>`;
}

/** @param {{ step: any }} props */
function Row({ step }) {
  return html`
    <li class=${`a-${step.act} ${step.state}`} data-step=${step.number} data-state=${step.state}>
      <${BadgePicture} act=${step.act} label=${String(step.number)} size=${38} state=${step.state === 'done' || step.state === 'now' ? 'on' : step.state === 'skip' ? 'dim' : 'off'} ticked=${step.state === 'done'} />
      <span class="step-name">${step.name}</span><span class="when num">${when(step)}</span>
    </li>`;
}

/** When it was, or how long it took. @param {any} step */
function when({ number, state, hop }) {
  if (state === 'skip') return 'not needed';
  if (state !== 'done' || !hop) return '';
  if (number === 1) return timeOfDay(hop.at);
  return number >= 12 ? dayAndTime(hop.at, own.value?.clicked) : duration(Math.max(hop.took, hop.answer > hop.at && [7].includes(number) ? hop.answer - hop.at : 0));
}

const missed = /** @type {Record<string, string>} */ ({ late: 'too late', lost: 'lost', refused: 'turned away' });

/** The step that happens now. @param {{ step: any }} props */
function Open({ step }) {
  const card = useRef(/** @type {HTMLElement | null} */ (null)), leg = player.leg.value, journey = own.value, waits = player.live.value && journey && !journey.over;
  useEffect(() => { card.current?.scrollIntoView({ block: 'nearest', behavior: still.value ? 'auto' : 'smooth' }); }, [step.number]);
  const tries = leg && leg.hop.step === step.number ? [...leg.alike, leg] : [];
  return html`
    <li ref=${card} class=${`now a-${step.act}`} data-step=${step.number} data-state="now" aria-current="step">
      <${BadgePicture} act=${step.act} label=${String(step.number)} size=${38} r=${16} state="now" />
      <div class="now-card"><span class="step-name">${step.name}</span>
        ${waits ? html`<${Waiting} journey=${journey} />` : html`<p aria-live="polite">${leg?.hop.caption || step.text}</p>`}
        ${tries.length > 1 && html`<div class="tried">${tries.map((one) => {
          const status = statuses[one.hop.status], fails = missed[status], number = Math.max(one.hop.try, one.times);
          return fails ? html`<span class="pill bad"><${Sign} name="hourglass" />try ${number} ${fails}</span>` : html`<span class="pill">try ${number} ${one === leg && !player.arrived.value ? 'under way' : 'arrived'}</span>`;
        })}</div>`}
      </div>
    </li>`;
}
