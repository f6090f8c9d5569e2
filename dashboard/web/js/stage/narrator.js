// @ts-check
// One sentence on how it goes now, that a child can read. It changes every two
// seconds at most.

import { effect, signal } from '/vendor/signals.js';
import { control, hello } from '../store.js';
import { count, duration, perSecond } from '../words.js';
import { actorsSeen, runSeen } from './beat.js';
import { reasons } from './failures.js';
import { traffic } from './traffic.js';

const pause = 2000; // ms

/** What the narrator says. */
export const said = signal('');

/** A share in words: "two in three". @param {number} share */
export function inWords(share) {
  const known = /** @type {[number, string][]} */ ([[0.97, 'nearly all'], [0.875, 'nine in ten'], [0.775, 'four in five'], [0.71, 'three in four'], [0.58, 'two in three'], [0.42, 'every second'], [0.29, 'one in three'], [0.225, 'one in four'], [0.15, 'one in five'], [0.07, 'one in ten'], [0.03, 'one in twenty']]);
  return known.find(([least]) => share >= least)?.[1] ?? 'a few';
}

const names = /** @type {Record<string, string>} */ ({ customer: 'the customer', web: 'the web server', 'order-manager': 'the order manager', 'stock-db': 'the stock database', manufacturer: 'the manufacturer', merchant: 'the merchant system', fraud: 'the fraud check', bank: 'the bank', warehouse: 'the warehouse', truck: 'the truck', mail: 'the e-mail' });
const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
/** The road on which an actor answers who asked it. */
const answers = /** @type {Record<string, string>} */ ({ bank: '8', merchant: '9', 'stock-db': '5', 'order-manager': '10', web: '11', fraud: '6b' });

/** How an actor stands that does not stand well. @param {any} actor */
function trouble(actor) {
  const who = capital(names[actor.name] ?? actor.title), flow = traffic.value.flows[answers[actor.name] ?? ''];
  const lost = flow && flow.failed > 0 ? flow.failed / (flow.rate + flow.failed) : 0;
  const why = /** @type {Record<string, string>} */ ({ 'too late': 'come too late', refused: 'are refusals', lost: 'get lost' })[reasons.value[answers[actor.name] ?? ''] ?? ''] ?? 'are of no use';
  const tail = lost > 0.02 ? `: ${inWords(lost)} of its answers ${lost < 0.3 || inWords(lost).startsWith('every') ? why.replace(/^come/, 'comes').replace(/^are refusals/, 'is a refusal').replace(/^are/, 'is').replace(/^get/, 'gets') : why}` : '';
  switch (actor.state) {
    case 'down': return `${who} is down.`;
    case 'failing': return `${who} fails${tail}.`;
    case 'slow': return `${who} is slow${tail || (actor.takes > 0 ? `: it takes ${duration(actor.takes)}` : '')}.`;
    case 'filling': return `${who} has more to do than it can: ${count(actor.waiting)} wait there.`;
    default: return `${who} recovers${actor.waiting > 0 ? `: ${count(actor.waiting)} still wait there` : ''}.`;
  }
}

const gravity = ['down', 'failing', 'slow', 'recovering', 'filling'];
const minor = ['truck', 'mail', 'customer', 'manufacturer']; // customers hardly notice that these are slow
/** How much an actor's state matters: less is more. @param {any} actor */
const rank = (actor) => gravity.indexOf(actor.state) + (minor.includes(actor.name) ? gravity.length : 0);

/** What the switches do. @param {any[]} switches */
function held(switches) {
  const open = switches.filter((one) => one.open);
  if (open.length === 0) return switches.length > 0 ? 'The breaker lets one message through, to see if all is well again.' : '';
  const to = names[open[0].line.split(' -> ')[1]] ?? 'it';
  return open.length > 1 ? `${['Two', 'Three', 'Four'][open.length - 2] ?? count(open.length)} breakers are open, so that nobody is asked who cannot answer.` : `The breaker is open, so that ${to} can catch its breath.`;
}

/** What becomes of the customers. @param {Record<string, number>} rates */
function ends(rates) {
  const sorry = rates.sorry ?? 0, back = rates.compensations ?? 0;
  if (sorry < 0.05) return '';
  const { sold_out: gone = 0, declined = 0 } = rates;
  if (gone > sorry / 2) return `${perSecond(gone)} ${gone < 1.5 ? 'customer' : 'customers'} a second ${gone < 1.5 ? 'finds' : 'find'} it sold out.`;
  if (declined > sorry / 2) return `${perSecond(declined)} ${declined < 1.5 ? 'card' : 'cards'} a second ${declined < 1.5 ? 'is' : 'are'} declined.`;
  const orders = sorry < 1 ? 'Now and then an order gives up' : `${perSecond(sorry)} ${sorry < 1.5 ? 'order' : 'orders'} a second ${sorry < 1.5 ? 'gives' : 'give'} up`;
  return back > 0.2 * sorry ? `${orders}, and what was set aside goes back.` : `${orders}.`;
}

/** A fault is told as what was; while it lasts, it is. @param {string} text */
const present = (text) => `${capital(text).replace(/[,.]? ?(for )?\d+[a-zµ]+\.?$/, '').replace(/ was /, ' is ').replace(/ were /, ' are ').replace(/\.$/, '')}.`;

/** What there is to say while nobody buys. @param {string} state @param {any} run @param {string} scenario */
function quiet(state, run, scenario) {
  if (state === 'paused') return 'It stands still.';
  if (run.totals.placed === 0) return `The first customers of ${scenario} are on their way.`;
  if (run.at > hello.value.scenario.loadEnd) return 'The shop is closed; what was bought is on its way.';
  return `All is quiet: ${count(run.totals.placed)} ${run.totals.placed === 1 ? 'order' : 'orders'} so far.`;
}

/** @returns {string} */
function sentence() {
  if (!hello.value) return '';
  const { state, error } = control.value, run = runSeen.value, scenario = hello.value.scenario.name;
  if (state === 'ready') return 'The shop is about to open.';
  if (state === 'broken') return `The run broke: ${error}`;
  if (state === 'over') return `The day is over: ${count(run.totals.delivered)} of ${count(run.totals.placed)} orders were delivered.`;
  const ill = Object.values(actorsSeen.value).filter((actor) => actor.state !== 'healthy' && !(actor.state === 'slow' && minor.includes(actor.name))).sort((a, b) => rank(a) - rank(b));
  const parts = [...ill.slice(0, 1).map(trouble), held(run.switches), ends(run.rates)].filter(Boolean);
  if (ill.length === 0 && run.faults.length > 0) parts.unshift(present(run.faults[0].text || run.faults[0].name));
  if (parts.length > 0) return (state === 'paused' ? 'It stands still. ' : '') + parts.slice(0, 3).join(' ');
  const placed = run.rates.placed ?? 0, known = run.gauges.checkout_p50;
  if (placed === 0) return quiet(state, run, scenario);
  const speed = known > 0 ? ` Half of the customers know within ${duration(known)}.` : '';
  return `${state === 'paused' ? 'It stands still. ' : 'All goes well: '}${perSecond(placed)} ${perSecond(placed) === '1' ? 'order' : 'orders'} a second.${speed}`;
}

let last = -Infinity, due = 0;

effect(() => {
  const next = sentence();
  clearTimeout(due);
  const speak = () => {
    last = performance.now();
    said.value = next;
  };
  const wait = last + pause - performance.now();
  if (wait <= 0) speak();
  else due = window.setTimeout(speak, wait);
});
