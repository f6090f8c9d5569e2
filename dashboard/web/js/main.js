// @ts-check
// The page: which parts are there, and where. Each part is a file of its own.

import { render } from '/vendor/preact.js';
import { connect } from './store.js';
import { route, width } from './route.js';
import { html } from './html.js';
import { Header } from './panels/header.js';
import { Figures } from './panels/figures.js';
import { Charts } from './panels/charts.js';
import { Breaker } from './panels/break.js';
import { Notices } from './panels/notices.js';
import { Theatre } from './stage/theatre.js';
import { Ribbon } from './stage/ribbon.js';
import { Table } from './stage/table.js';
import { Buy } from './shop/buy.js';
import { Phone } from './shop/phone.js';
import { OrderPage, Orders } from './shop/order.js';

function Page() {
  const { page, order } = route.value;
  if (page === 'order') return html`<${OrderPage} order=${order} />`;
  if (page === 'orders') return html`<${Orders} />`;
  if (page === 'table') return html`<${Table} />`;
  if (width.value < 700) return html`<${Phone} />`;
  if (page === 'buy') return html`<${Buy} />`;
  return html`
    <${Figures} />
    <main class="house">
      <${Theatre} />
      <${Charts} />
    </main>
    <${Ribbon} />
    <${Breaker} />`;
}

function App() {
  return html`<${Header} /><${Page} /><${Notices} />`;
}

connect();
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById('app')));
