// @ts-check
// What is in a frame, in words, and how an array becomes an object by it:
//
//   {Order uint64, Lines []{SKU uint32, Qty int64}}   [7, [[12, 1]]]   { order: 7, lines: [{ sku: 12, qty: 1 }] }
//
// The server sends these words in its first frame, so that no list here could
// differ from what it writes.

/** @typedef {(value: any) => any} Reader */

/**
 * Makes a reader of a shape.
 * @param {string} text
 * @returns {Reader}
 */
export function readerOf(text) {
  let at = 0;

  const word = () => {
    const begin = at;
    while (at < text.length && /[A-Za-z0-9_]/.test(text[at])) at++;
    if (at === begin) throw new Error(`shape: expected a word at ${at} of ${text}`);
    return text.slice(begin, at);
  };
  const skip = (/** @type {string} */ what) => {
    if (!text.startsWith(what, at)) throw new Error(`shape: expected ${what} at ${at} of ${text}`);
    at += what.length;
  };

  /** @returns {Reader} */
  const shape = () => {
    if (text[at] === '{') return struct();
    if (text[at] === '*') {
      at++;
      const within = shape();
      return (value) => (value == null ? null : within(value));
    }
    if (text[at] === '[') {
      while (text[at] !== ']') at++;
      at++;
      const begin = at, within = shape();
      if (text.slice(begin, at) === 'uint8') return (value) => value;
      return (value) => (value == null ? [] : value.map(within));
    }
    word();
    return (value) => value;
  };

  /** @returns {Reader} */
  const struct = () => {
    skip('{');
    /** @type {[string, Reader][]} */
    const fields = [];
    while (text[at] !== '}') {
      if (fields.length > 0) skip(', ');
      const name = key(word());
      skip(' ');
      fields.push([name, shape()]);
    }
    skip('}');
    return (value) => {
      /** @type {Record<string, any>} */
      const object = {};
      fields.forEach(([name, read], i) => { object[name] = read(value[i]); });
      return object;
    };
  };

  const reader = shape();
  if (at !== text.length) throw new Error(`shape: more than one in ${text}`);
  return reader;
}

/**
 * The name of a field as JavaScript has it: LoadEnd is loadEnd, ID is id.
 * @param {string} name
 */
export function key(name) {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (head) => head.toLowerCase());
}
