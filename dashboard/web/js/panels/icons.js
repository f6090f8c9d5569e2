// @ts-check
// The signs on buttons: lines on a grid of 16, in the colour of the words beside them.

import { html } from '../html.js';

const paths = {
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 2.8l8 5.2-8 5.2z',
  step: 'M3.5 3l6 5-6 5zM12.5 3v10',
  speed: 'M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M3.2 12.8l.9-.9M11.9 4.1l.9-.9',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.8.4-1 .8-1 1.6M8 12v.2',
  on: 'M2.5 8h11M9.5 4l4 4-4 4',
  down: 'M4 6.5l4 4 4-4',
  scales: 'M8 2v11.5M4.5 13.5h7M2.5 4.5h11M2.5 4.5L.8 9.5h3.4zM13.5 4.5l-1.7 5h3.4z',
  tick: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  close: 'M4 4l8 8M12 4l-8 8',
  moving: 'M1.5 5.5h6M1.5 10.5h4M9.5 3.5l5 4.5-5 4.5',
  still: 'M3.5 3.5h9v9h-9z',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.4 10.4l3.4 3.4',
};

/** A sign beside words, which say the same. @param {{ name: keyof typeof paths, size?: number }} props */
export function Sign({ name, size = 16 }) {
  return html`<svg class="g" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}

/** The parcel of the brand. */
export function Parcel() {
  return html`<svg class="brandmark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><rect x="2" y="3.9" width="20" height="17.2" rx="2.6" /><path d="M12 3.9v17.2M2 10.1h20" /></svg>`;
}
