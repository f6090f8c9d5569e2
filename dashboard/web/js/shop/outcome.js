// @ts-check
// How an order ended, in words and in money: what was charged was delivered or
// came back.

const nouns = /** @type {Record<string, string>} */ ({ book: 'book', lamp: 'lamp', kettle: 'kettle', parcel: 'parcel' });

/** What was ordered, in a word. @param {any} journey */
export const nounOf = (journey) => nouns[journey?.icon] ?? 'order';

const capital = (/** @type {string} */ words) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** The headline of an order. @param {any} journey */
export function headline(journey) {
  const who = journey.name || 'The customer', it = nounOf(journey);
  switch (journey.ending) {
    case 'delivered': return `${who} has the ${it}.`;
    case 'declined': return 'The bank said no.';
    case 'blocked': return 'The fraud check said no.';
    case 'sold-out': return `There was no ${it} left.`;
    case 'cancelled': return `${who} did not want it any more.`;
    case 'refunded': return 'The money came back.';
    case 'gave-up': return `${who} gave up.`;
    default: return journey.state ? `${capital(journey.state)}.` : 'On its way.';
  }
}

/**
 * What became of the money, in cents, by the books: what was only held on the card was
 * never charged. Rest is what was charged and is neither delivered nor back.
 * @param {any} journey
 * @returns {{ charged: number, delivered: number, back: number, rest: number }}
 */
export function moneyOf({ ending, price, charged, back }) {
  const delivered = ending === 'delivered' ? Math.max(0, Math.min(price, charged - back)) : 0;
  return { charged, delivered, back, rest: charged - back - delivered };
}

/** What the rest is. @param {any} journey */
export function restOf({ ending }) {
  if (ending === 'delivered') return 'too much';
  return ending ? 'not back yet' : 'on its way';
}

/** The sentence about the money. @param {any} journey @param {(cents: number) => string} money */
export function moneyWords(journey, money) {
  const { charged, delivered, back, rest } = moneyOf(journey);
  if (charged === 0) return journey.held > 0 ? `${money(journey.held)} set aside on the card, nothing charged.` : 'Nothing was charged.';
  const words = [`${money(charged)} charged`];
  if (back > 0) words.push(`${money(back)} given back`);
  if (rest > 0) words.push(`${money(rest)} ${restOf(journey)}`);
  if (words.length === 1 && delivered === journey.price) words.push('once, for what was delivered');
  return `${words.join(', ')}.`;
}
