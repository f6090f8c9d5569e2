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
 * What became of the money, in cents.
 * @param {any} journey
 * @returns {{ charged: number, delivered: number, back: number }}
 */
export function moneyOf({ ending, price, sees }) {
  const back = ending === 'refunded' || sees.some((/** @type {any} */ sight) => sight.what === 'refund');
  if (ending === 'delivered') return { charged: price, delivered: price, back: 0 };
  return { charged: back ? price : 0, delivered: 0, back: back ? price : 0 };
}

/** The sentence about the money. @param {any} journey @param {(cents: number) => string} money */
export function moneyWords(journey, money) {
  const { charged, back } = moneyOf(journey);
  if (charged === 0) return 'Nothing was charged.';
  if (back > 0) return `${money(charged)} charged, ${money(back)} given back.`;
  return `${money(charged)} charged, once, for what was delivered.`;
}
