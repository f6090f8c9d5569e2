// @ts-check
// What a click on an actor or a road offers: ways to break it, what is broken
// now, and what the caller does about failure.

import { signal } from '/vendor/signals.js';
import { useEffect, useState } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { target } from '../route.js';
import { control, faultsNow, hello } from '../store.js';
import { askCatalogue } from './catalogue.js';
import { Dialog, opened } from './dialog.js';
import { faultName } from './drawing.js';
import { Faults, Others } from './faults.js';
import { Policies } from './policies.js';
import { aim } from './quick.js';
import { barred, say, steer } from './steer.js';

/** Which tab is in front. */
const tab = signal(/** @type {'faults' | 'policies'} */ ('faults'));

function close() {
  opened.value = '';
  target.value = null;
  tab.value = 'faults';
}

/** Who is to be hit. */
function Whom() {
  const { actors, roads, lines } = hello.value, spot = target.value;
  const between = [...new Set([...lines, ...roads.map((/** @type {any} */ r) => aim({ road: r.name }).target)])];
  const now = spot ? (spot.actor ? spot.actor : aim(spot).target) : '';
  const change = (/** @type {any} */ event) => {
    const value = event.target.value;
    target.value = value === '' ? null : value.includes(' -> ') ? /** @type {any} */ ({ line: value }) : { actor: value };
  };
  const words = (/** @type {string} */ line) => aim({ line }).words;
  return html`
    <label class="field row"><span>Where</span>
      <select value=${now} onChange=${change}>
        <option value="">The shop at large</option>
        <optgroup label="Who">${actors.map((/** @type {any} */ a) => html`<option key=${a.name} value=${a.name}>${a.title}</option>`)}</optgroup>
        <optgroup label="Between two">${between.map((line) => html`<option key=${line} value=${line}>${words(line)}</option>`)}</optgroup>
      </select></label>`;
}

/** What is broken, each with a way to mend it. */
function Broken() {
  const now = faultsNow.value;
  if (now.length === 0) return null;
  const mend = async (/** @type {any} */ fault) => {
    const answer = await steer('mend', fault.name);
    if (answer.ok) say(`Mended: ${faultName(fault)}.`);
  };
  return html`
    <section class="broken" aria-label="Broken now"><h3>Broken now</h3>
      <ul>${now.map((fault) => html`<li key=${fault.number}><span><b>${faultName(fault)}</b><small>${fault.text}</small></span>
        <button class="btn" type="button" disabled=${barred.value !== ''} aria-label=${`Mend ${faultName(fault)}`} onClick=${() => mend(fault)}>Mend</button></li>`)}</ul>
    </section>`;
}

/** What people did is part of a file, which brings about the same again. */
function AsFile() {
  const [did, count] = useState(0), { name } = hello.value.scenario, { trace } = control.value;
  useEffect(() => {
    fetch('/run.yaml').then((answer) => (answer.ok ? answer.text() : '')).then((text) => count(inputsIn(text)), () => count(0));
  }, []);
  return html`
    <section class="asfile"><h3>This run as a scenario file</h3>
      <p>${did === 0 ? 'Nobody has done anything to it yet.' : did === 1 ? 'With the one thing that people did.' : `With the ${did} things that people did.`} It replays to the same hash${trace && html` <code class="mono trace">${trace}</code>`}:</p>
      <p><a class="btn" href="/run.yaml" download=${`${name}-run.yaml`}>Download run.yaml</a> <code class="mono">buynow run ${name}-run.yaml</code></p>
    </section>`;
}

/** How many things people did, by the file of a run: the rows of its last list. @param {string} file */
export function inputsIn(file) {
  const [, list = ''] = file.split(/^inputs:.*$/m);
  return list.match(/^ +- /gm)?.length ?? 0;
}

/** @param {{ line: string }} props */
function Tabs({ line }) {
  if (!line) return null;
  const one = (/** @type {'faults' | 'policies'} */ key, /** @type {string} */ words) => html`
    <button type="button" role="tab" id=${`tab-${key}`} aria-selected=${tab.value === key} aria-controls="tab-panel" onClick=${() => { tab.value = key; }}>${words}</button>`;
  const move = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    tab.value = tab.value === 'faults' ? 'policies' : 'faults';
    document.getElementById(`tab-${tab.value}`)?.focus();
  };
  return html`<div class="seg tabs" role="tablist" aria-label="What to change" onKeyDown=${move}>${one('faults', 'Break it')}${one('policies', 'What the caller does about it')}</div>`;
}

function Window() {
  useEffect(() => { askCatalogue(); }, []);
  const aimed = aim(target.value), policies = aimed.line !== '' && tab.value === 'policies';
  return html`
    <${Dialog} name="break" side title=${aimed.target ? html`Break: ${aimed.words}` : 'Break something'} close=${close}>
      ${barred.value && html`<p class="wrong" role="alert">${barred.value}</p>`}
      <${Whom} />
      <${Tabs} line=${aimed.line} />
      <div id="tab-panel" role=${aimed.line ? 'tabpanel' : undefined} aria-labelledby=${aimed.line ? `tab-${tab.value}` : undefined}>
        ${policies ? html`<${Policies} line=${aimed.line} words=${aimed.words} done=${close} />` : html`<${Faults} key=${aimed.target} aimed=${aimed} done=${close} />`}
      </div>
      <${Broken} />
      ${!policies && html`<${Others} key=${`all ${aimed.target}`} aimed=${aimed} done=${close} />`}
      <${AsFile} />
    <//>`;
}

/** The window, when something was clicked, or it was asked for. */
export function Breaker() {
  const open = opened.value === 'break' || target.value !== null;
  return open && hello.value ? html`<${Window} />` : null;
}
