// @ts-check
// Markup in JavaScript, without a build step: htm makes preact nodes of templates.

import { h } from '/vendor/preact.js';
import htm from '/vendor/htm.js';
import '/vendor/signals.js'; // components that read signals are drawn anew when those change

export const html = htm.bind(h);
