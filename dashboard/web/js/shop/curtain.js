// @ts-check
// The curtain between what the customer sees and what really happens.

import { html } from '../html.js';

const folds = ['M202 -60C202 20 206.1 100 208.6 150C208.1 240 205.3 420 203 700', 'M210 -60C210 20 210.3 100 210.8 150C210.6 240 209.4 420 208.5 700', 'M219 -60C219 20 215 100 213.2 150C213.4 240 214.3 420 215 700', 'M227 -60C227 20 219.4 100 215.6 150C216.1 240 219.5 420 222 700'];

/** A curtain as high as what it hangs in. */
export function Curtain() {
  return html`
    <div class="buy-curtain"><svg class="curtain" viewBox="190 -60 44 760" preserveAspectRatio="none" aria-hidden="true">
      <defs><linearGradient id="buy-cloth" x1="0" x2="1" y1="0" y2="0">${[0, 0.25, 0.5, 0.75].map((at) => html`<stop class="c1" offset=${at} /><stop class="c2" offset=${at + 0.16} /><stop class="c1" offset=${at + 0.25} />`)}</linearGradient></defs>
      <rect class="zone-front" x="190" y="-60" width="22" height="760" /><rect class="zone-back" x="212" y="-60" width="22" height="760" />
      <path class="cl" d="M193 -60C193 20 201.3 100 206 150C205.1 240 200.8 420 197 700L228 700C224 420 218.9 240 218 150C223.8 100 235 20 235 -60Z" />
      ${folds.map((d) => html`<path class="fold" d=${d} />`)}
      <rect class="tie" x="203" y="145" width="18" height="9" rx="4.5" />
    </svg></div>`;
}
