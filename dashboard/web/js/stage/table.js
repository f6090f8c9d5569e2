// @ts-check
// The stage as a table.

import { html } from '../html.js';

export function Table() { return html``; }
