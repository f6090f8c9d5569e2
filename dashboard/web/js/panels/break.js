// @ts-check
// What a click on an actor or a road offers.

import { html } from '../html.js';

export function Breaker() { return html``; }
