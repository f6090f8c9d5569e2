// @ts-check
// An order told in words.

import { html } from '../html.js';

/**
 * The story so far.
 * @param {{ paragraphs: string[], title?: string }} props
 */
export function Story({ paragraphs, title = 'The story so far' }) {
  return html`<section class="story" aria-label=${title}><h3>${title}</h3>${paragraphs.map((words) => html`<p class="serif" key=${words}>${words}</p>`)}</section>`;
}
