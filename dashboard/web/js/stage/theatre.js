// @ts-check
// The stage with its narrator.

import { html } from '../html.js';

export function Theatre() { return html``; }
