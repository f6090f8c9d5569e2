// @ts-check
// The charts as a table, for whoever cannot see them, or wants the figures.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { clock } from '../words.js';
import { rows, shown } from './series.js';

const wanted = signal(false), most = 12;

/** @param {{ subjects: import('./chart.js').Subject[] }} props */
function Figures({ subjects }) {
  void rows.value;
  const lines = subjects.flatMap((subject) => subject.lines().map((line) => ({ ...line, subject })));
  const { times, columns } = shown(lines.map(({ column }) => column)), every = Math.max(1, Math.ceil(times.length / most));
  const picked = times.map((_, i) => i).filter((i) => (times.length - 1 - i) % every === 0).reverse();
  return html`
    <div class="twin" tabindex="0" role="region" aria-label="Charts as a table"><table>
      <caption class="hidden">What the charts show, the newest first</caption>
      <thead><tr><th scope="col">time</th>${lines.map(({ name, subject }) => html`<th scope="col" key=${subject.key + name}>${subject.title}: ${name}</th>`)}</tr></thead>
      <tbody>${picked.map((i) => html`<tr key=${times[i]}><th scope="row">${clock(times[i] * 1e6)}</th>${lines.map(({ subject, column }, c) => html`<td key=${subject.key + column}>${columns[c][i] == null ? '–' : subject.words(/** @type {number} */ (columns[c][i]))}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

/** A button, and the table once it was pressed. @param {{ subjects: import('./chart.js').Subject[] }} props */
export function Twin({ subjects }) {
  return html`
    <button class="btn ghost" type="button" aria-expanded=${wanted.value} onClick=${() => { wanted.value = !wanted.value; }}>${wanted.value ? 'Hide the table' : 'As a table'}</button>
    ${wanted.value && html`<${Figures} subjects=${subjects} />`}`;
}
