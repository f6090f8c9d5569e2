// @ts-check
// The keys, and the window that tells of them. Letters may be switched off, for
// people who speak to their machine or whose hands tremble.

import { signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { act, go, route } from '../route.js';
import { frozen } from '../stage/beat.js';
import { again, byKeys } from '../stage/hero.js';
import { Dialog, opened } from './dialog.js';
import { quick } from './quick.js';
import { playOrPause } from './steer.js';
import { step } from './transport.js';

/** Whether letters do anything. */
export const keysOn = signal(localStorage.getItem('keys') !== 'off');
keysOn.subscribe((on) => localStorage.setItem('keys', on ? 'on' : 'off'));

/** @type {{ keys: string[], shown: string, words: string, act: (key: string) => void }[]} */
const shortcuts = [
  { keys: [' '], shown: 'Space', words: 'Start, pause, go on: the run, or the order that is shown alone', act: () => (act.value === 'hero' ? byKeys.play() : playOrPause()) },
  { keys: ['.'], shown: '.', words: 'Freeze what this page shows; the run goes on', act: () => { frozen.value = !frozen.value; } },
  { keys: ['n', 'N'], shown: 'N', words: 'On to the next message, or step', act: () => (act.value === 'hero' ? byKeys.next() : step()) },
  { keys: ['h', 'H'], shown: 'H', words: 'One order, step by step', act: again },
  { keys: ['b', 'B'], shown: 'B', words: 'Buy Now', act: () => go('/buy') },
  { keys: ['1', '2', '3', '4', '5', '6', '7'], shown: '1–7', words: 'Break what was clicked on the stage, or the bank, for 30 s', act: (key) => quick(Number(key) - 1) },
  { keys: ['?'], shown: '?', words: 'This window', act: () => { opened.value = 'help'; } },
];

/** Whether a key is meant for what has the focus, and not for the page. @param {KeyboardEvent} event */
function meantForElse(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (at.closest?.('input, textarea, select, [contenteditable], dialog')) return true;
  return event.key === ' ' && Boolean(at.closest?.('button, a, summary, [role="button"], [role="slider"], [tabindex="0"]'));
}

addEventListener('keydown', (event) => {
  if (!keysOn.value || event.repeat || meantForElse(event)) return;
  const shortcut = shortcuts.find(({ keys }) => keys.includes(event.key));
  if (!shortcut || (route.value.page !== 'stage' && event.key !== '?')) return;
  event.preventDefault();
  shortcut.act(event.key);
});

/** The window that tells of the keys. */
export function Help() {
  if (opened.value !== 'help') return null;
  const close = () => { opened.value = ''; };
  const change = (/** @type {any} */ event) => { keysOn.value = event.target.checked; };
  return html`
    <${Dialog} name="help" title="Keys" close=${close}>
      <dl class="keys">${shortcuts.map(({ shown, words }) => html`<div key=${shown}><dt><kbd>${shown}</kbd></dt><dd>${words}</dd></div>`)}</dl>
      <label class="check"><input type="checkbox" checked=${keysOn.value} onChange=${change} /> Keys do this on the stage</label>
      <p class="also">The stage is also <a href="/table">a table</a>, and the run's figures are at <a href="/metrics">/metrics</a>. Add <span class="mono">?present</span> to the address for a projector.</p>
    <//>`;
}
