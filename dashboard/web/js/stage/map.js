// @ts-check
// The map: what the customer sees, the curtain, and what really happens behind it.
// Two drawings lie on each other, with room for moving dots between them: the
// ground and the roads below, actors, badges, parcels and words above.

import { hello } from '../store.js';
import { html } from '../html.js';
import { Actor, opens, subline } from './actor.js';
import { Badge } from './badge.js';
import { actorsSeen, runSeen } from './beat.js';
import { Bubble, Carried } from './carried.js';
import { badgeAt, places, ways } from './geometry.js';
import { Lane } from './lane.js';

/** What of the stage is shown: all of it, or what is behind the curtain. */
const views = { whole: '0 5 1200 630', load: '0 10 1200 624', cut: '180 14 1006 614' };

/** @typedef {import('../player.js').Scene} Scene */
/** @type {Scene} */
const nothing = { now: null, done: new Set(), notNeeded: new Set(), lateRoads: new Set(), actorsNow: new Set() };

/** The ground on both sides of the curtain, and the curtain. @param {{ cut?: boolean, large?: boolean }} props */
export function Ground({ cut = false, large = false }) {
  if (cut) return null;
  return html`
    <defs><linearGradient id="cloth" x1="0" x2="1" y1="0" y2="0">${[0, 0.25, 0.5, 0.75].map((at) => html`<stop class="c1" offset=${at}/><stop class="c2" offset=${at + 0.16}/><stop class="c1" offset=${at + 0.25}/>`)}</linearGradient></defs>
    <rect class="zone-front" x="-1000" y="-400" width="1212" height="1440"/><rect class="zone-back" x="212" y="-400" width="2200" height="1440"/>
    <g class="curtain"><path class="cl" d="M193 -400V-60C193 20 201.3 100 206 150C205.1 240 200.8 420 197 700V1040L228 1040V700C224 420 218.9 240 218 150C223.8 100 235 20 235 -60V-400Z"/>
      <path class="fold" d="M202 -60C202 20 206.1 100 208.6 150C208.1 240 205.3 420 203 700M210 -60C210 20 210.3 100 210.8 150C210.6 240 209.4 420 208.5 700M219 -60C219 20 215 100 213.2 150C213.4 240 214.3 420 215 700M227 -60C227 20 219.4 100 215.6 150C216.1 240 219.5 420 222 700"/>
      <rect class="tie" x="203" y="145" width="18" height="9" rx="4.5"/></g>
    <text class="zl" x="20" y="40">${large ? 'The customer sees' : 'What the customer sees'}</text><text class="zl" x="256" y="40">What really happens</text>`;
}

/** The hatch of what failed. */
export function Hatch() {
  return html`<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hb" width="7" height="7"/><rect class="hf" width="3.2" height="7"/></pattern></defs>`;
}

/**
 * The frame of a map: drawings below and above, and between them whatever moves.
 * @param {{ view: keyof typeof views, kind: string, below: any, above: any, between?: any, label: string }} props
 */
export function Frame({ view, kind, below, above, between = null, label }) {
  return html`<div class="map ${kind}" role="group" aria-label=${label}>
    <svg class="below" viewBox=${views[view]} aria-hidden="true"><${Hatch} />${below}</svg>${between}
    <svg class="above" viewBox=${views[view]}>${above}</svg>
  </div>`;
}

/** How a road is shown for one order. @param {Scene} scene @param {string} name @param {boolean} spot */
function stateOf(scene, name, spot) {
  if (scene.now?.road === name) return 'now';
  if (scene.done.has(name)) return 'done';
  if (scene.notNeeded.has(name) || (name === '4' && !spot)) return 'skip';
  return spot ? 'dim' : 'todo';
}

/** How large a badge is. @param {string} name @param {boolean} cut @param {boolean} large */
export const radius = (name, cut, large) => (ways[name].thin ? 13 : 14) * (cut ? 1.26 : large ? 1.5 : 1);

/** The badge of a road for that. */
const badges = /** @type {Record<string, string>} */ ({ now: 'now', done: 'on', skip: 'dim', dim: 'dim', todo: 'off' });

/**
 * The map with one order on it. compact is for what is beside a telephone or on a
 * small screen: short names in large letters; "cut" leaves the customer away.
 * @param {{ scene: any, compact?: boolean | 'whole', live?: boolean, front?: any, notes?: boolean, children?: any }} props
 */
export function StageMap({ scene: given, compact = false, live = true, front = null, notes = !compact, children = null }) {
  /** @type {Scene} */
  const scene = given?.value ?? given ?? nothing;
  const cut = compact === true, large = Boolean(compact), roads = hello.value?.roads ?? [];
  const names = Object.keys(ways).filter((name) => (ways[name].back || name === '4b' ? scene.now?.road === name || scene.done.has(name) : true));
  const act = scene.now?.act, met = new Set(scene.actorsNow);
  for (const road of roads) if (scene.done.has(road.name)) for (const end of [road.from, road.to]) met.add(hello.value.actors[end].name);
  return html`<${Frame} view=${cut ? 'cut' : 'whole'} kind="${cut ? 'spot' : 'story'} ${large ? 'compact' : ''}" label="The stage: one order on its way" between=${children}
    below=${html`<${Ground} cut=${cut} large=${large} />${names.map((name) => html`<${Lane} key=${name} name=${name} state=${stateOf(scene, name, cut)} cut=${cut} large=${large} />`)}`}
    above=${html`
      <g class="nodes">${Object.keys(places).filter((name) => !(cut && name === 'customer')).map((name) => html`<${Shown} key=${name} name=${name} live=${live} large=${large} lit=${scene.actorsNow.has(name)} dim=${cut && !met.has(name)} />`)}</g>
      ${front}
      ${names.map((name) => {
        const at = badgeAt(name, cut), state = stateOf(scene, name, cut), soon = cut && state === 'dim' && ways[name].act === act;
        return at && !(large && !cut && ways[name].thin) && html`<g key=${name} class="road" data-road=${name} ...${opens({ road: name })}><${Badge} act=${ways[name].act} label=${name} x=${at[0]} y=${at[1]} r=${radius(name, cut, large)} state=${soon ? 'off' : badges[state]} ticked=${state === 'done' && !ways[name].thin && !large && !scene.lateRoads.has(name)} /></g>`;
      })}
      ${notes && html`<${Notes} hidden=${scene.now?.road ?? ''} />`}
      ${scene.now && html`<${Carried} key=${scene.now.road} now=${scene.now} cut=${cut} large=${large} />`}
      ${scene.now?.bubble && html`<${Bubble} road=${scene.now.road} text=${scene.now.bubble} large=${large} />`}`} />`;
}

export { StageMap as Map };

/** An actor, and how it stands now. @param {{ name: string, live: boolean, large: boolean, lit: boolean, dim: boolean }} props */
function Shown({ name, live, large, lit, dim }) {
  const actor = actorsSeen.value[name];
  if (!actor) return null;
  const state = live ? actor.state : 'healthy', { at, gauges } = runSeen.value;
  return html`<${Actor} name=${name} title=${actor.title} sub=${state === 'healthy' ? actor.text : subline(actor, at, gauges)} state=${state} lit=${lit} dim=${dim && state === 'healthy'} size=${large ? 'large' : 'story'} stack=${3} />`;
}

/** Words on the ground. @param {{ hidden: string }} props */
function Notes({ hidden }) {
  return html`
    ${!hidden.startsWith('4') && html`<text class="note" x="768" y="112" text-anchor="middle">only when</text><text class="note" x="768" y="128" text-anchor="middle">sold out</text>`}
    ${hidden !== '14b' && html`<text class="note" x="127" y="416">an e-mail</text>`}${hidden !== '15' && html`<text class="note" x="67" y="524">the doorbell</text>`}`;
}
