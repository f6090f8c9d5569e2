// @ts-check
// The head of the page: what is shown, and the controls of the run.

import { html } from '../html.js';
import { act, go, route, theme, width } from '../route.js';
import { control, faultsNow, hello, still } from '../store.js';
import { toTheRush } from '../stage/hero.js';
import { clock } from '../words.js';
import { calm } from './calm.js';
import { opened } from './dialog.js';
import { faultName } from './drawing.js';
import { Help } from './keys.js';
import { Parcel, Sign } from './icons.js';
import { Scenarios } from './scenarios.js';
import { barred } from './steer.js';
import { Transport } from './transport.js';

const titles = { buy: 'Buy Now', order: 'One order', orders: 'Orders', table: 'The stage as a table' };

/** The brand leads back to the stage. */
function Brand() {
  const home = (/** @type {MouseEvent} */ event) => { event.preventDefault(); go('/'); };
  return html`<a class="brand" href="/" onClick=${home} aria-label="buynow, to the stage"><${Parcel} />buynow</a>`;
}

/** The time of the run: on its own, since it changes all the time. */
const Time = () => html`<span class="crumb mono num" data-part="time">t ${clock(calm.value.at)}</span>`;

/** Where one is. */
function Crumbs() {
  const { page } = route.value, scenario = hello.value?.scenario;
  if (page === 'stage' && act.value === 'hero') return html`<span class="crumb"><b>One order, step by step</b></span>`;
  const title = page !== 'stage' && html`<span class="crumb"><b>${titles[page]}</b></span>`;
  if (!scenario) return title || html`<span class="crumb">connecting…</span>`;
  return html`
    ${title}
    <button class="btn ghost crumb pick" type="button" aria-haspopup="dialog" title="${scenario.description}" onClick=${() => { opened.value = 'scenarios'; }}>
      ${title ? scenario.name : html`<b>${scenario.name}</b>`}<${Sign} name="down" size="13" /></button>
    <span class="crumb mono seed">seed ${scenario.seed}</span>
    ${page === 'stage' && html`<${Time} />`}`;
}

function Theme() {
  const dark = theme.value === 'dark';
  return html`<button class="btn icon" type="button" aria-label=${dark ? 'Light' : 'Dark'} title=${dark ? 'Light' : 'Dark'} onClick=${() => { theme.value = dark ? 'light' : 'dark'; }}>
    <${Sign} name=${dark ? 'sun' : 'moon'} /></button>`;
}

function Motion() {
  const change = () => {
    still.value = !still.value;
    localStorage.setItem('still', still.value ? '1' : '0');
  };
  const words = still.value ? 'Let things move' : 'Keep things still';
  return html`<button class="btn icon" type="button" aria-label=${words} title=${words} onClick=${change}><${Sign} name=${still.value ? 'moving' : 'still'} /></button>`;
}

const BuyNow = () => html`<button class="btn gold buy" type="button" onClick=${() => go('/buy')}>Buy now</button>`;
const HelpButton = () => html`<button class="btn icon" type="button" aria-label="Help" title="Help" aria-haspopup="dialog" onClick=${() => { opened.value = 'help'; }}><${Sign} name="help" /></button>`;

/** What a person can do here. */
function Doings() {
  const { page } = route.value;
  if (page === 'stage' && act.value === 'hero') {
    return html`<button class="btn ghost" type="button" key="rush" data-do="rush" disabled=${control.value.state === 'connecting'} onClick=${toTheRush}>Skip to the rush <${Sign} name="on" /></button>`;
  }
  if (page !== 'stage') return html`<button class="btn ghost" type="button" onClick=${() => go('/')}>To the stage <${Sign} name="on" /></button>`;
  return html`
    <${Transport} />
    <button class="btn" type="button" key="break" data-do="break" aria-haspopup="dialog" disabled=${barred.value !== ''} title=${barred.value} onClick=${() => { opened.value = 'break'; }}>
      Break something</button>`;
}

/** On a telephone: the brand, and what is broken. */
function Small() {
  const fault = faultsNow.value.at(-1);
  return html`
    <header class="top small">
      <${Brand} /><span class="grow"></span>
      ${fault && html`<span class="pill warn">${faultName(fault)}</span>`}
      <${Motion} /><${Theme} /><${HelpButton} />
    </header>
    <${Help} />`;
}

/** The head of the page. */
export function Header() {
  if (width.value < 700) return html`<${Small} />`;
  return html`
    <header class="top">
      <${Brand} /><i class="sep"></i><${Crumbs} />
      <span class="grow"></span>
      <${Doings} />
      <${Motion} /><${Theme} /><${HelpButton} />${route.value.page !== 'buy' && html`<${BuyNow} />`}
    </header>
    <${Scenarios} /><${Help} />`;
}
