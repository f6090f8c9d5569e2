// @ts-check
// Reading from the server what is not pushed: answers in JSON, whose fields get the
// names that the frames have, and errors as a sentence.

import { key } from '../shapes.js';

/**
 * Reads something.
 * @param {string} path
 * @returns {Promise<{ body?: any, error?: string }>}
 */
export async function fetched(path) {
  try {
    const answer = await fetch(path, { headers: { accept: 'application/json' } });
    const body = named(await answer.json().catch(() => null));
    if (answer.ok && body) return { body };
    return { error: sentence(body?.error) || (answer.status === 404 ? 'There is no such order.' : `The server answers ${answer.status}.`) };
  } catch {
    return { error: 'The server cannot be reached.' };
  }
}

/** @param {unknown} words */
function sentence(words) {
  if (typeof words !== 'string' || words === '') return '';
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}

/** What was read, with fields as JavaScript names them: LoadEnd is loadEnd. @param {any} value @returns {any} */
export function named(value) {
  if (Array.isArray(value)) return value.map(named);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [key(name), inner === null && /^(Hops|Sees|Story|Told|Notes)$/i.test(name) ? [] : named(inner)]));
}
