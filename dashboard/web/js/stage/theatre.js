// @ts-check
// The stage with its narrator: one order first, then the shop at work.

import { effect } from '/vendor/signals.js';
import { html } from '../html.js';
import { act, go } from '../route.js';
import { control, hello } from '../store.js';
import { Hero, player } from './hero.js';
import { Load } from './load.js';

/** What tests wait for. */
effect(() => {
  const { dataset } = document.documentElement;
  dataset.state = control.value.state;
  dataset.act = act.value;
  dataset.step = act.value === 'hero' ? player.leg.value?.road.name ?? '' : '';
  dataset.particles ??= '0';
});

export function Theatre() {
  if (!hello.value) return html`<section class="card stagecard empty" aria-busy="true" aria-label="The stage"></section>`;
  const twin = html`<a class="to-table" href="/table" onClick=${(/** @type {MouseEvent} */ event) => { event.preventDefault(); go('/table'); }}>The stage as a table</a>`;
  return html`<div class="theatre">${twin}${act.value === 'hero' ? html`<${Hero} />` : html`<${Load} />`}</div>`;
}
