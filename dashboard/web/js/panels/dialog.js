// @ts-check
// A window over the page: the browser keeps the focus in it, and Escape closes it.

import { signal } from '/vendor/signals.js';
import { useEffect, useRef } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { Sign } from './icons.js';

/** Which window is open: '', scenarios, help or break. */
export const opened = signal('');

/**
 * @param {{ name: string, title: any, close: () => void, side?: boolean, children?: any }} props
 */
export function Dialog({ name, title, close, side = false, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = /** @type {HTMLElement | SVGElement | null} */ (document.activeElement);
    ref.current?.showModal();
    return () => before?.focus(); // to where the person was
  }, []);
  const outside = (/** @type {MouseEvent} */ event) => { if (event.target === ref.current) close(); };
  return html`
    <dialog ref=${ref} class=${side ? 'window side' : 'window'} aria-labelledby=${`${name}-title`} onClose=${close} onClick=${outside}>
      <div class="within">
        <header><h2 id=${`${name}-title`}>${title}</h2><button class="btn icon ghost" type="button" aria-label="Close" onClick=${close}><${Sign} name="close" /></button></header>
        ${children}
      </div>
    </dialog>`;
}
