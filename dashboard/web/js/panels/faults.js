// @ts-check
// Ways to break what was chosen: seven at a click, all others by search, each with
// its fields.

import { signal } from '/vendor/signals.js';
import { useState } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { askCatalogue, catalogue, fits, missing, settings } from './catalogue.js';
import { faultYAML } from './quick.js';
import { found } from './scenarios.js';
import { barred, say, steer } from './steer.js';

const lengths = [['10s', '10 s'], ['30s', '30 s'], ['1m', '1 min'], ['5m', '5 min'], ['', 'until mended']];

/** For how long, as a file has it; '' is until it is mended. */
const length = signal('30s');

/** @typedef {ReturnType<typeof import('./quick.js').aim>} Aimed */

function Lengths() {
  return html`
    <fieldset class="lengths"><legend>For how long</legend>
      ${lengths.map(([value, words]) => html`<label key=${value} class="tick"><input type="radio" name="length" value=${value} checked=${length.value === value} onChange=${() => { length.value = value; }} /><span>${words}</span></label>`)}
    </fieldset>`;
}

/** Asks for a fault, and says what came of it. @param {Aimed} aimed @param {string} type @param {Record<string, string>} fields @returns {Promise<string>} the server's error */
async function breakIt(aimed, type, fields) {
  const answer = await steer('fault', faultYAML({ type, target: aimed.target, for: length.value, ...fields }));
  if (answer.ok) say(`${aimed.words}: ${type.replaceAll('_', ' ')}${length.value ? `, for ${lengths.find(([value]) => value === length.value)?.[1]}` : ', until it is mended'}.`);
  return answer.ok ? '' : answer.error;
}

/** The fields of a fault, and the button that does it. @param {{ aimed: Aimed, fault: import('./catalogue.js').Fault, done: () => void }} props */
function Form({ aimed, fault, done }) {
  const [error, wrong] = useState('');
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(/** @type {HTMLFormElement} */ (event.target))].map(([name, value]) => [name, String(value).trim()]));
    const refused = await breakIt(aimed, fault.name, fields);
    if (refused) wrong(refused);
    else done();
  };
  return html`
    <form class="faultform" onSubmit=${submit} aria-label=${fault.name}>
      <p>${fault.text}</p>
      <div class="fields">${settings(fault).map(({ name, value, words }) => html`
        <label class="field" key=${name}><span>${words}</span><input class="mono" name=${name} value=${value} /></label>`)}</div>
      ${error && html`<p class="wrong" role="alert">${error}</p>`}
      <button class="btn on" type="submit" disabled=${barred.value !== ''}>Break it</button>
    </form>`;
}

/** The faults that teach most. @param {{ aimed: Aimed, error: string, act: (quick: import('./quick.js').Quick) => void }} props */
function Quicks({ aimed, error, act }) {
  return html`
    <div class="quicks">${aimed.quicks.map((quick) => html`
      <button class="btn quick" type="button" key=${quick.type} data-fault=${quick.type} disabled=${barred.value !== ''} onClick=${() => act(quick)}><b>${quick.word}</b><small>${quick.text}</small></button>`)}
    </div>
    ${error && html`<p class="wrong" role="alert">${error}</p>`}`;
}

/** All that there is, found by its words. @param {{ aimed: Aimed, done: () => void }} props */
export function Others({ aimed, done }) {
  const [words, search] = useState(''), [open, choose] = useState('');
  const all = catalogue.value?.faults.filter((fault) => fits(fault, aimed.target) && found(words, fault.name.replaceAll('_', ' '), fault.name, fault.text, fault.group)) ?? [];
  if (missing.value) return html`<p class="wrong" role="alert">${missing.value} <button class="btn" type="button" onClick=${askCatalogue}>Ask again</button></p>`;
  return html`
    <section class="others" aria-label="All faults"><h3>All faults that fit</h3>
      <label class="field"><span class="hidden">Search faults</span><input type="search" placeholder="Search ${all.length} faults" value=${words} onInput=${(/** @type {any} */ e) => search(e.target.value)} /></label>
      ${all.length === 0 && catalogue.value && html`<p class="quiet">None has these words.</p>`}
      <ul>${all.map((fault) => html`
        <li key=${fault.name}><button class="row" type="button" aria-expanded=${open === fault.name} onClick=${() => choose(open === fault.name ? '' : fault.name)}><b>${fault.name.replaceAll('_', ' ')}</b><small>${fault.text}</small></button>
          ${open === fault.name && html`<${Form} aimed=${aimed} fault=${fault} done=${done} />`}</li>`)}</ul>
    </section>`;
}

/** Ways to break something; once it is broken, people want to see what comes of it. @param {{ aimed: Aimed, done: () => void }} props */
export function Faults({ aimed, done }) {
  const [error, wrong] = useState('');
  const act = async (/** @type {import('./quick.js').Quick} */ quick) => {
    const refused = await breakIt(aimed, quick.type, quick.with ?? {});
    if (refused) wrong(refused);
    else done();
  };
  return html`<${Lengths} /><${Quicks} aimed=${aimed} error=${error} act=${act} />`;
}
