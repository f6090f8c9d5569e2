// @ts-check
// The charts beside the stage.

import { html } from '../html.js';

export function Charts() { return html``; }
