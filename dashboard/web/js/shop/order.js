// @ts-check
// The page of one order.

import { html } from '../html.js';

export function OrderPage() { return html``; }
export function Orders() { return html``; }
