// @ts-check
// What a caller does about failure, on one line: at a click, or as a file has it.

import { useState } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { catalogue, fieldsOf } from './catalogue.js';
import { barred, say, steer } from './steer.js';

/** Ways that teach something, the simplest first. */
const ways = [
  { name: 'Ask once', text: 'No second try: what fails has failed.', yaml: 'retry: { attempts: 1 }' },
  { name: 'Three tries, spread', text: 'Pauses that grow and differ, so that callers do not come back together.', yaml: 'retry: { attempts: 3, backoff: exponential, base: 100ms, jitter: full }' },
  { name: 'Ask again at once', text: 'Ten tries without a pause: what drowns a service that is already down.', yaml: 'retry: { attempts: 10 }' },
  { name: 'Breaker', text: 'Stops asking for 5 s when half of the attempts fail.', yaml: 'retry: { attempts: 2, base: 100ms, jitter: full }\ncircuit_breaker: { failure_rate: 0.5, window: 10s, min_calls: 20, open_for: 5s, probes: 5 }' },
  { name: 'Hardened', text: 'A budget for tries, a breaker, and a limit that learns what the other can bear.', yaml: 'deadline: { propagate: true, margin: 500ms }\nretry: { attempts: 2, base: 100ms, jitter: full, budget: { by: ratio, share: 0.1, floor: 1 } }\ncircuit_breaker: { failure_rate: 0.5, window: 10s, min_calls: 20, open_for: 5s, probes: 5 }\nlimit: { algorithm: aimd, initial: 1000, max: 10000, backoff: 0.5, forgives: 0.1 }' },
];

/** The policy that was set on a line from this page, which is what is in force then. @type {Map<string, string>} */
const set = new Map();

/** A policy with a line for each of its parts. @param {string} yaml */
const inLines = (yaml) => (yaml.startsWith('{') ? Object.entries(fieldsOf(yaml)).map(([name, value]) => `${name}: ${value}`).join('\n') : yaml);

/** The policy of a line, and others for it. @param {{ line: string, words: string, done: () => void }} props */
export function Policies({ line, words, done }) {
  const force = inLines(set.get(line) ?? catalogue.value?.policies.find((p) => p.line === line)?.yaml ?? '');
  const [text, write] = useState(force), [error, wrong] = useState('');
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const answer = await steer('policy', line, text);
    wrong(answer.ok ? '' : answer.error);
    if (!answer.ok) return;
    set.set(line, text);
    say(`${words}: another policy is in force.`);
    done();
  };
  return html`
    <form class="policies" onSubmit=${submit}>
      <p class="quiet">In force on <span class="mono">${line}</span>:</p>
      <pre class="mono force" tabindex="0">${force || 'what the scenario says'}</pre>
      <div class="quicks">${ways.map((way) => html`
        <button class="btn quick" type="button" key=${way.name} aria-pressed=${text === way.yaml} onClick=${() => write(way.yaml)}><b>${way.name}</b><small>${way.text}</small></button>`)}
      </div>
      <label class="field"><span>As a file has it</span>
        <textarea class="mono" rows="6" spellcheck="false" value=${text} onInput=${(/** @type {any} */ e) => write(e.target.value)}></textarea></label>
      ${error && html`<p class="wrong" role="alert">${error}</p>`}
      <button class="btn on" type="submit" disabled=${barred.value !== '' || text.trim() === ''}>From now on</button>
    </form>`;
}
