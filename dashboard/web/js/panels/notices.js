// @ts-check
// What must be said once: that the line is lost, that another run began, that
// something that was asked for could not be done. A screen reader hears at most
// one thing in two seconds.

import { signal, effect, untracked } from '/vendor/signals.js';
import { html } from '../html.js';
import { connection, control, hello, marks } from '../store.js';
import { Sign } from './icons.js';
import { said, say } from './steer.js';

const pause = 2000, shownFor = 6000;

/** What is shown: the newest below. */
const shown = signal(/** @type {{ text: string, kind: string, number: number }[]} */ ([]));
/** What a screen reader is told. */
const voice = signal('');

const queue = /** @type {string[]} */ ([]);
let speaking = 0;

function speak() {
  speaking = 0;
  const next = queue.shift();
  if (next === undefined) return;
  voice.value = next === voice.peek() ? `${next} ` : next; // the same again is said again
  speaking = setTimeout(speak, pause);
}

/** Tells a screen reader, soon: what is old by then is left out. @param {string} text */
function tell(text) {
  queue.push(text);
  queue.splice(0, queue.length - 3);
  if (!speaking) speak();
}

effect(() => {
  const news = said.value;
  if (news.number === 0) return;
  untracked(() => { shown.value = [...shown.value, news].slice(-3); });
  tell(news.text);
  setTimeout(() => { shown.value = shown.value.filter(({ number }) => number !== news.number); }, news.kind === 'bad' ? 2 * shownFor : shownFor);
});

let epoch = '';
let heard = Infinity; // the number of the last mark that was told of
effect(() => {
  const known = hello.value;
  if (!known || known.epoch === epoch) return;
  if (epoch !== '') untracked(() => say(`Another run: ${known.scenario.name}, seed ${known.scenario.seed}.`));
  epoch = known.epoch;
  heard = Infinity;
});

effect(() => {
  const all = marks.value, last = Math.max(-1, ...all.map(({ number }) => number));
  const news = all.filter(({ number }) => number > heard);
  heard = last;
  for (const { kind, text, name } of news) {
    if (kind === 'breach') untracked(() => say(text || name, 'bad'));
    else tell(text || name);
  }
});

let before = 'connecting';
effect(() => {
  const { state } = connection.value;
  if (state === before) return;
  if (before === 'lost' && state === 'live') tell('The line is back.');
  if (state === 'lost') tell('The line to the server is lost.');
  if (state !== 'connecting') before = state;
});

/** While the line is lost, everybody sees it. */
function Lost() {
  const { state, attempt } = connection.value;
  if (attempt === 0 || state === 'live') return null;
  return html`<div class="banner bad" role="status"><b>The line to the server is lost.</b> What you see is as it was. Trying again, attempt ${attempt}…</div>`;
}

/** A run that broke says why. */
function Broken() {
  if (control.value.state !== 'broken') return null;
  return html`<div class="banner bad" role="alert"><b>The run broke.</b> ${control.value.error}</div>`;
}

/** The notices. */
export function Notices() {
  const close = (/** @type {number} */ number) => { shown.value = shown.value.filter((s) => s.number !== number); };
  return html`
    <div class="notices">
      <${Lost} /><${Broken} />
      ${shown.value.map(({ text, kind, number }) => html`
        <div class=${`notice card ${kind}`} key=${number}><span>${text}</span>
          <button class="btn icon ghost" type="button" aria-label="Dismiss" onClick=${() => close(number)}><${Sign} name="close" size="13" /></button></div>`)}
    </div>
    <div class="hidden" aria-live="polite" data-part="voice">${voice.value}</div>`;
}
