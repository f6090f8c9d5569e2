// @ts-check
// What must be said once: a lost line, an error, a new run.

import { html } from '../html.js';

export function Notices() { return html``; }
