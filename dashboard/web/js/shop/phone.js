// @ts-check
// The page of a telephone.

import { html } from '../html.js';

export function Phone() { return html``; }
