// @ts-check
// An order told in words: as far as it has been shown, and never ahead of that.

import { computed, effect, signal } from '/vendor/signals.js';
import { html } from '../html.js';
import { own } from './choice.js';
import { player } from './watching.js';

/** What was told of the own order, each time that something new was: up to which hop, and how. */
const told = signal({ intent: 0, parts: /** @type {{ hops: number, story: string[] }[]} */ ([]) });
effect(() => {
  const journey = own.value;
  if (!journey) return;
  const before = told.peek(), parts = before.intent === journey.intent ? before.parts : [];
  const part = { hops: journey.hops.length, story: journey.story }, last = parts[parts.length - 1];
  told.value = { intent: journey.intent, parts: [...(last?.hops === part.hops ? parts.slice(0, -1) : parts), part] };
});

/** The story of the own order as far as the player has come. */
export const storySoFar = computed(() => {
  const journey = own.value;
  if (!journey) return [];
  if (player.live.value) return journey.story;
  const part = told.value.parts.findLast(({ hops }) => hops <= player.index.value + 1);
  return part?.story ?? [`${journey.name || 'The customer'} pressed Buy now.`];
});

/**
 * A story in paragraphs.
 * @param {{ paragraphs: string[], title?: string }} props
 */
export function Story({ paragraphs, title = 'The story so far' }) {
  return html`<section class="story" aria-label=${title}><h3>${title}</h3>${paragraphs.map((words, i) => html`<p class="serif" key=${i}>${words}</p>`)}</section>`;
}
