// @ts-check
// The head of the page.

import { html } from '../html.js';

export function Header() { return html``; }
