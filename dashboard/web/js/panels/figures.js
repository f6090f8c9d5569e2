// @ts-check
// The key figures of the run.

import { html } from '../html.js';

export function Figures() { return html``; }
