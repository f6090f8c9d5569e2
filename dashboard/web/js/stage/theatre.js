// @ts-check
// The stage with its narrator: one order first, then the shop at work.

import { html } from '../html.js';
import { act } from '../route.js';
import { hello } from '../store.js';
import { Hero } from './hero.js';

export function Theatre() {
  if (!hello.value) return html`<section class="card stagecard empty" aria-busy="true"></section>`;
  return act.value === 'hero' ? html`<${Hero} />` : null;
}
