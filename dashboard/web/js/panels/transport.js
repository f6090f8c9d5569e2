// @ts-check
// Start, pause, step and speed: one control of three parts.

import { useRef } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { control, hello, journeys, mine, tick } from '../store.js';
import { calm } from './calm.js';
import { Sign } from './icons.js';
import { barred, playOrPause, speeds, speedWords, steer } from './steer.js';

/** On to the next message: of this page's own order if it is under way, else of any. */
export function step() {
  const own = journeys.value.get(mine.value);
  return steer('step', own && !own.over ? mine.value : 0);
}

const slowest = 0.01, fastest = 100_000;

/** What is asked and what is reached, in the speed's own window. */
function Reached() {
  void calm.value;
  const now = tick.peek();
  if (!now || now.reached <= 0) return null;
  return html`<p class="reached num">reached ${speedWords(now.reached, 2)}</p>`;
}

/** The menu of speeds: those that people want, and any other. */
function Speeds() {
  const menu = useRef(/** @type {HTMLElement | null} */ (null)), button = useRef(/** @type {HTMLElement | null} */ (null));
  const asked = control.value.speed;
  const choose = (/** @type {number} */ speed) => { menu.current?.hidePopover(); return steer('speed', speed); };
  const place = () => {
    const { right, bottom } = /** @type {HTMLElement} */ (button.current).getBoundingClientRect(), style = /** @type {HTMLElement} */ (menu.current).style;
    style.top = `${bottom + 6}px`;
    style.left = `${Math.max(8, right - 200)}px`;
  };
  const other = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const speed = Number(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('speed'));
    if (speed >= slowest && speed <= fastest) choose(speed);
  };
  return html`
    <button ref=${button} type="button" popovertarget="speeds" title=${barred.value || 'Speed: simulated seconds per second'} disabled=${barred.value !== ''}
      aria-label=${`Speed, ${speedWords(asked)}`} data-do="speed"><${Sign} name="speed" /><span>${speedWords(asked)}</span></button>
    <div ref=${menu} id="speeds" class="card menu" popover="auto" onBeforeToggle=${place}>
      <div class="choices">${speeds.map((speed) => html`
        <button class=${asked === speed ? 'btn on' : 'btn'} type="button" key=${speed} aria-pressed=${asked === speed} data-speed=${speed} onClick=${() => choose(speed)}>${speedWords(speed)}</button>`)}
      </div>
      <form onSubmit=${other}>
        <label>Any other <input name="speed" type="number" min=${slowest} max=${fastest} step="any" required value=${asked || 1} /></label>
        <button class="btn" type="submit">Set</button>
      </form>
      <${Reached} />
    </div>`;
}

/** The three parts. */
export function Transport() {
  const { state } = control.value;
  const over = state === 'over' || state === 'broken' || !hello.value;
  const goes = state === 'running' || state === 'stepping';
  const words = goes ? 'Pause' : state === 'ready' ? 'Start' : 'Go on';
  const off = barred.value !== '' || over;
  return html`
    <div class="seg" role="group" aria-label="The run">
      <button type="button" aria-label=${words} title=${barred.value || `${words} (Space)`} disabled=${off} data-do="play" onClick=${playOrPause}><${Sign} name=${goes ? 'pause' : 'play'} /></button>
      <button type="button" title=${barred.value || 'On to the next message (N)'} disabled=${off} data-do="step" onClick=${step}><${Sign} name="step" />Step</button>
      <${Speeds} />
    </div>`;
}
