// @ts-check
// The fifteen steps in a row.

import { html } from '../html.js';

export function Ribbon() { return html``; }
