// @ts-check
// Where the page is, and how it is looked at. Everything has an address.

import { signal } from '/vendor/signals.js';

/** @typedef {{ page: 'stage' | 'buy' | 'order' | 'orders' | 'table', order: string }} Route */

/** @returns {Route} */
function here() {
  const [, page, order] = location.pathname.split('/');
  if (page === 'orders') return { page: order ? 'order' : 'orders', order: order ?? '' };
  if (page === 'buy' || page === 'table') return { page, order: '' };
  return { page: 'stage', order: '' };
}

/** Where the page is. */
export const route = signal(here());
addEventListener('popstate', () => { route.value = here(); });

/** Goes to an address of this page. @param {string} path */
export function go(path) {
  history.pushState(null, '', path + location.search);
  route.value = here();
  scrollTo(0, 0);
}

/** The width of the window: phone below 700, compact below 1024, narrow below 1280, wide. */
export const width = signal(innerWidth);
addEventListener('resize', () => { width.value = innerWidth; });

const asked = new URLSearchParams(location.search);

/** light or dark. */
export const theme = signal(asked.get('theme') ?? localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
theme.subscribe((value) => {
  document.documentElement.dataset.theme = value;
  if (!asked.has('theme')) localStorage.setItem('theme', value);
});

/** For a projector: everything larger, what is not needed hidden. */
export const present = signal(asked.has('present'));
present.subscribe((on) => document.documentElement.toggleAttribute('data-present', on));

/** What was clicked on the stage, for whoever breaks or repairs it: { actor } or { road }, by name; null for nothing. */
export const target = signal(/** @type {{ actor?: string, road?: string } | null} */ (null));

/** hero: one order, step by step; load: the shop at work. */
export const act = signal(/** @type {'hero' | 'load'} */ ('hero'));
