// @ts-check
// Another run: the scenarios to choose from, and the seed of its luck.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { act, go } from '../route.js';
import { hello } from '../store.js';
import { Dialog, opened } from './dialog.js';
import { barred, say, steer } from './steer.js';

const searched = signal(''), chosen = signal(''), error = signal('');

/** Whether all words are found in the texts. @param {string} words @param {...string} texts */
export function found(words, ...texts) {
  const all = texts.join(' ').toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

function close() {
  opened.value = '';
  searched.value = chosen.value = error.value = '';
}

/** @param {SubmitEvent} event */
async function begin(event) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const name = String(form.get('scenario') ?? hello.value.scenario.name), seed = String(form.get('seed')).trim();
  const answer = await steer('load', name, seed);
  error.value = answer.ok ? '' : answer.error;
  if (!answer.ok) return;
  close();
  go('/');
  act.value = 'load';
  say(`${name} begins, seed ${seed}.`);
  await steer('start');
}

/** The window with the scenarios. */
export function Scenarios() {
  if (opened.value !== 'scenarios' || !hello.value) return null;
  const { scenario, scenarios } = hello.value, now = chosen.value || scenario.name;
  const fitting = scenarios.filter((/** @type {any} */ s) => s.name === now || found(searched.value, s.name, s.title, s.text));
  return html`
    <${Dialog} name="scenarios" title="Another run" close=${close}>
      <form class="scenarios" onSubmit=${begin}>
        <label class="field"><span>Search</span><input type="search" value=${searched.value} autofocus onInput=${(/** @type {any} */ e) => { searched.value = e.target.value; }} /></label>
        <fieldset><legend class="hidden">Scenario</legend>
          ${fitting.map((/** @type {any} */ s) => html`
            <label class="choice" key=${s.name}><input type="radio" name="scenario" value=${s.name} checked=${s.name === now} onChange=${() => { chosen.value = s.name; }} />
              <span><b>${s.name}</b>${s.name === scenario.name && html` <span class="pill">now</span>`}<small>${s.text}</small></span></label>`)}
        </fieldset>
        ${error.value && html`<p class="wrong" role="alert">${error.value}</p>`}
        <footer>
          <label class="field row"><span>Seed</span><input class="mono" name="seed" inputmode="numeric" pattern="[0-9]{1,20}" required value=${scenario.seed} /></label>
          <span class="grow"></span>
          <button class="btn on" type="submit" disabled=${barred.value !== ''} title=${barred.value}>Begin again</button>
        </footer>
      </form>
    <//>`;
}
