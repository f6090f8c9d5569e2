// @ts-check
// The stage as a table, for whom a picture says nothing: the same actors, roads
// and steps, the same numbers, once a second, and no voice that interrupts.

import { signal } from '/vendor/signals.js';
import { useEffect } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { target } from '../route.js';
import { hello } from '../store.js';
import { clock, count, duration, perSecond } from '../words.js';
import { acts } from './badge.js';
import { actorsSeen, roadsSeen, runSeen, stepsSeen } from './beat.js';
import { reasons } from './failures.js';
import { places } from './geometry.js';
import { said } from './narrator.js';
import { triesOf } from './traffic.js';

const shown = signal(/** @type {any} */ (null));

/** How things stand, at this second. */
function look() {
  shown.value = { actors: actorsSeen.peek(), roads: roadsSeen.peek(), steps: stepsSeen.peek(), run: runSeen.peek(), said: said.peek(), reasons: reasons.peek() };
}

const amount = (/** @type {number} */ rate) => `${perSecond(rate)}/s`;
const limited = (/** @type {number} */ n, /** @type {number} */ limit) => (limit < 0 ? count(n) : `${count(n)} of ${count(limit)}`);

/**
 * A table with a caption, heads and rows; the first of a row is its head.
 * @param {{ caption: string, heads: string[], rows: any[][] }} props
 */
function Rows({ caption, heads, rows }) {
  return html`<div class="card fact"><table>
    <caption>${caption}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row[0]}>${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody>
  </table></div>`;
}

/** @param {{ what: any, label: string }} props */
const Steer = ({ what, label }) => html`<button class="btn" onClick=${() => { target.value = what; }}>${label}</button>`;

/** The table twin. */
export function Table() {
  useEffect(() => {
    look();
    const each = setInterval(look, 1000);
    return () => clearInterval(each);
  }, []);
  if (!shown.value || !hello.value) return html`<main class="facts" aria-busy="true"><p>Not connected yet.</p></main>`;
  const { actors, roads, steps, run, said: now, reasons: why } = shown.value;
  const names = Object.keys(places).filter((name) => actors[name]), titleOf = (/** @type {number} */ number) => hello.value.actors[number].title;
  return html`<main class="facts" aria-live="off">
    <h1>The stage as a table</h1>
    <p class="serif">${now}</p>
    <p class="num">Time of the run ${clock(run.at)}, ${run.state}. ${run.switches.map((/** @type {any} */ one) => `The breaker ${one.line.replace(' -> ', ' to ')} is ${one.open ? `open, and tries again in ${duration(Math.max(0, one.until - run.at))}` : 'half open'}.`).join(' ')}</p>
    <${Rows} caption="Actors" heads=${['Actor', 'State', 'Waiting', 'Busy', 'Takes', 'Refused', 'Change']}
      rows=${names.map((name) => [actors[name].title, actors[name].state, limited(actors[name].waiting, actors[name].mailbox), limited(actors[name].busy, actors[name].limit), actors[name].takes > 0 ? duration(actors[name].takes) : '—', count(actors[name].refused), html`<${Steer} what=${{ actor: name }} label="Break ${actors[name].title}" />`])} />
    <${Rows} caption="Steps" heads=${['Step', 'Act', 'Reached a second', 'Reached', 'Lost a second', 'Lost', 'Half take at most']}
      rows=${steps.map((/** @type {any} */ step) => [`${step.number}. ${step.name}`, acts[/** @type {keyof typeof acts} */ (step.act)], amount(step.countRate), count(step.count), amount(step.lostRate), count(step.lost), step.p50 > 0 ? duration(step.p50) : '—'])} />
    <${Rows} caption="Roads" heads=${['Road', 'From', 'To', 'Passed a second', 'Failed a second', 'Why', 'Tries', 'Passed', 'Failed']}
      rows=${Object.values(roads).map((/** @type {any} */ road) => [road.name.replace('-back', ' back'), titleOf(road.from), titleOf(road.to), amount(road.passedRate), amount(road.failedRate), why[road.name] ?? '—', triesOf(road).toFixed(2), count(road.passed), count(road.failed)])} />
  </main>`;
}
