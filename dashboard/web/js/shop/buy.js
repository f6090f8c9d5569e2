// @ts-check
// The shop, what its visitor sees, and what really happens.

import { html } from '../html.js';

export function Buy() { return html``; }
