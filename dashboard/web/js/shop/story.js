// @ts-check
// An order told in words: as far as it has been shown, and never ahead of that.

import { computed } from '/vendor/signals.js';
import { html } from '../html.js';
import { own } from './choice.js';
import { player } from './watching.js';

/** The story of the own order as far as the player has come: the order brings along how it was told at each hop. */
export const storySoFar = computed(() => {
  const journey = own.value;
  if (!journey) return [];
  if (player.live.value) return journey.story;
  const telling = (journey.told ?? []).findLast((/** @type {{ hops: number }} */ { hops }) => hops <= player.index.value + 1);
  return telling?.story ?? [`${journey.name || 'The customer'} pressed Buy now.`];
});

/**
 * A story in paragraphs.
 * @param {{ paragraphs: string[], title?: string }} props
 */
export function Story({ paragraphs, title = 'The story so far' }) {
  return html`<section class="story" aria-label=${title}><h2 class="minor">${title}</h2>${paragraphs.map((words, i) => html`<p class="serif" key=${i}>${words}</p>`)}</section>`;
}
