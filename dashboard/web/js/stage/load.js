// @ts-check
// The shop at work: beds as wide as what flows on them, what fails beside it,
// switches, queues, and what all customers see.

import { computed, effect, signal } from '/vendor/signals.js';
import { useEffect, useRef } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { theme, width } from '../route.js';
import { control, hello, mine, onHops, still } from '../store.js';
import { duration } from '../words.js';
import { Actor, fullness, opens, subline } from './actor.js';
import { Badge } from './badge.js';
import { actorsSeen, frozen, roadsSeen, runSeen } from './beat.js';
import { reasons } from './failures.js';
import { badgeAt, places, ways } from './geometry.js';
import { FailLane, FlowLane } from './lane.js';
import { Frame, Ground, radius } from './map.js';
import { Motion } from './motion.js';
import { said } from './narrator.js';
import { pointed } from './ribbon.js';
import { Crowd } from './sees.js';
import { mode, perDot, traffic, triesOf } from './traffic.js';
import { BackWords, RoadWords, scaleWords, Switch, trifle } from './words.js';

/** How fast the run goes, once it goes: what it reaches in its first seconds says little. */
const steady = computed(() => (runSeen.value.at > 5e6 ? runSeen.value.reached : 0));

/** One dot does for so many times as many, where drawing takes long. */
const thinned = signal(1);
/** One order in so many has parcels of its own. */
const sample = signal(1);

/** The road of a line: "merchant -> bank" is 7. @param {string} line */
export function roadOf(line) {
  const [from, to] = line.split(' -> '), actors = hello.value?.actors ?? [];
  return (hello.value?.roads ?? []).find((/** @type {any} */ road) => !road.back && actors[road.from].name === from && actors[road.to].name === to)?.name ?? '';
}

/** Switches by road. */
const switched = () => new Map(runSeen.value.switches.map((/** @type {any} */ one) => [roadOf(one.line), one]).filter(([road]) => ways[road]));

/** @param {{ large: boolean }} props */
function Below({ large }) {
  const { flows } = traffic.value, broken = switched(), lit = pointed.value;
  return html`<${Ground} large=${large} />${Object.values(flows).filter((flow) => !ways[flow.name].back || flow.rate >= trifle).map((flow) => html`
    <${FlowLane} key=${flow.name} name=${flow.name} width=${flow.width} used=${flow.used} broken=${broken.has(flow.name) ? (broken.get(flow.name).open ? 'open' : 'half') : ''} lit=${hello.value.roads.find((/** @type {any} */ road) => road.name === flow.name)?.step === lit && lit > 0} />
    ${flow.failed >= trifle && !ways[flow.name].back && html`<${FailLane} key="${flow.name}-fail" name=${flow.name} width=${flow.width} failed=${flow.failWidth} />`}`)}`;
}

/** Who has room for it says how long it takes. */
const timed = new Set(['web', 'order-manager', 'stock-db', 'manufacturer', 'merchant', 'bank', 'warehouse']);

/** @param {{ large: boolean }} props */
function Actors({ large }) {
  const { at, gauges } = runSeen.value, actors = actorsSeen.value;
  return html`<g class="nodes">${Object.keys(places).filter((name) => actors[name]).map((name) => {
    const actor = actors[name], time = actor.takes > 0 && timed.has(name) ? duration(actor.takes) : '';
    const stack = name === 'warehouse' ? Math.ceil(Math.log2(1 + (gauges.to_pack ?? 0))) : 0;
    return html`<${Actor} key=${name} name=${name} title=${actor.title} sub=${subline(actor, at, gauges)} state=${actor.state} full=${fullness(actor)} time=${time} size=${large ? 'large' : 'load'} stack=${stack} />`;
  })}</g>`;
}

/** @param {{ large: boolean }} props */
function Above({ large }) {
  const { flows } = traffic.value, run = runSeen.value, broken = switched();
  const goesBack = (/** @type {string} */ name) => (flows[`${name}-back`]?.rate ?? 0) >= trifle;
  return html`<${Actors} large=${large} />
    ${!large && html`<${Crowd} rates=${run.rates} gauges=${run.gauges} />`}
    ${Object.values(flows).map((flow) => {
      const way = ways[flow.name], at = badgeAt(flow.name), cut = broken.get(flow.name);
      if (way.back) return flow.rate >= trifle && !large && html`<${BackWords} key=${flow.name} flow=${flow} moving=${!still.value} />`;
      return html`<g key=${flow.name}>${at && !(large && way.thin) && html`<g class="road" data-road=${flow.name} ...${opens({ road: flow.name })}><${Badge} act=${way.act} label=${flow.name} x=${at[0]} y=${at[1]} r=${radius(flow.name, false, large)} state=${flow.used ? 'on' : 'off'} /></g>`}
        ${cut ? html`<${Switch} name=${flow.name} open=${cut.open} left=${cut.until - run.at} large=${large} />` : !large && html`<${RoadWords} flow=${flow} reason=${reasons.value[flow.name] ?? ''} tries=${flow.name === '6' ? triesOf(roadsSeen.value['6']) : 1} back=${goesBack(flow.name)} />`}</g>`;
    })}`;
}

/** Where things move. @param {{ view: { x: number, y: number, w: number, h: number } }} props */
function Moving({ view }) {
  const place = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    const motion = new Motion(/** @type {HTMLCanvasElement} */ (place.current), () => ({
      view, mode: mode.peek(), flows: traffic.peek().flows, perDot: perDot.peek(), reached: runSeen.peek().reached, runs: control.peek().state === 'running', mine: mine.peek(),
      blocked: new Set(runSeen.peek().switches.filter((/** @type {any} */ one) => one.open).map((/** @type {any} */ one) => roadOf(one.line))),
    }), (times) => { thinned.value = times; });
    const away = [
      onHops((hops) => {
        sample.value = hops.sample;
        if (document.visibilityState === 'visible') motion.tell(hops, hello.value.roads);
      }),
      effect(() => { theme.value; motion.fit(); }),
      effect(() => {
        if (still.value) motion.stop(true);
        else if (frozen.value) motion.stop();
        else motion.start();
      }),
    ];
    const count = setInterval(() => { document.documentElement.dataset.particles = String(still.value || frozen.value ? 0 : motion.count); }, 250);
    return () => {
      clearInterval(count);
      for (const leave of away) leave();
      motion.dispose();
      document.documentElement.dataset.particles = '0';
    };
  }, [view]);
  return html`<canvas ref=${place} aria-hidden="true"></canvas>`;
}

const wide = { x: 0, y: 10, w: 1200, h: 624 }, narrow = { x: 0, y: 5, w: 1200, h: 630 };

/** The narrator, and below it the stage. */
export function Load() {
  const large = width.value < 1024, { speed } = runSeen.value, reached = steady.value;
  const [marks, pace] = scaleWords({ mode: mode.value, perDot: perDot.value * thinned.value, sample: sample.value, speed, reached });
  return html`<section class="card work" aria-label="The shop at work">
    <p class="serif nar">${said.value}</p>
    <div class="sv"><${Frame} view=${large ? 'whole' : 'load'} kind="load ${large ? 'compact' : ''}" label="The stage" below=${html`<${Below} large=${large} />`} above=${html`<${Above} large=${large} />`} between=${html`<${Moving} view=${large ? narrow : wide} />`} />
      <p class="scales">${pace && html`<span class="pace num">${pace}</span>`}${frozen.value && html`<span class="pace">view frozen</span>`}${!still.value && html`<span class="scale num">${marks}</span>`}</p></div>
  </section>`;
}
