// @ts-check
// One chart: lines over time, each with its name beside it, and behind them what
// was broken meanwhile. uPlot draws; what is here is what it does not know of.

import uPlot from '/vendor/uplot.js';
import { signal } from '/vendor/signals.js';
import { useEffect, useRef } from '/vendor/preact-hooks.js';
import { html } from '../html.js';
import { theme } from '../route.js';
import { bands, colours, drawBands, drawMoments, drawNames, drawTimes, font, moments } from './drawing.js';
import { rows, shown, back } from './series.js';

/**
 * @typedef {{ column: string, name: string, colour: string, dash?: number[], area?: boolean }} Line
 * @typedef {{ key: string, title: string, lines: () => Line[], words: (value: number) => string, ticks?: (value: number) => string, scale?: 'linear' | 'log' | 'share', axis?: boolean }} Subject
 */

/** The row under the pointer, on all charts alike; null if there is none. */
export const pointed = signal(/** @type {number | null} */ (null));

const cursors = uPlot.sync('charts');
const left = 40;

/** The range of the values: from zero, with room above for names. @type {(scale: string) => (u: any, low: number, high: number) => [number, number]} */
const range = (scale) => (_, low, high) => {
  if (scale === 'share') return [0, 1];
  if (scale === 'linear') return [0, high > 0 ? high * 1.25 : 1];
  const from = 10 ** Math.floor(Math.log10(Math.max(low || 1e4, 1e3))), to = 10 ** Math.ceil(Math.log10(Math.max(high || 1e6, 1e4)) + 0.05);
  return [from, Math.max(to, from * 100)];
};

/** At which powers of ten a log axis has a line. @param {any} u */
const powers = (u) => {
  const list = [];
  for (let value = u.scales.y.min; value <= u.scales.y.max * 1.001; value *= 10) list.push(value);
  return list;
};

/** Three lines or so, at round numbers. @param {any} u */
const rounds = (u) => {
  const { max } = u.scales.y, rough = max / 3, power = 10 ** Math.floor(Math.log10(rough));
  const by = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power * 10, list = [];
  for (let value = 0; value <= max; value += by) list.push(value);
  return list;
};

/** @param {Subject} subject @param {Line[]} lines @param {number} width @param {number} height */
function options(subject, lines, width, height) {
  const scale = subject.scale ?? 'linear', axis = { stroke: () => colours().ink2, font: font(12), ticks: { show: false } };
  return {
    width, height, padding: [8, 6, subject.axis ? 0 : 6, 0], legend: { show: false },
    cursor: { sync: { key: cursors.key, setSeries: false }, points: { size: 5 }, drag: { x: false, y: false }, y: false },
    scales: { x: { time: false }, y: { range: range(scale), distr: scale === 'log' ? 3 : 1 } },
    axes: [
      { ...axis, show: subject.axis === true, size: 22, values: () => [], grid: { show: false } },
      { ...axis, size: left, gap: 6, splits: scale === 'log' ? powers : rounds, filter: (/** @type {any} */ _, /** @type {number[]} */ splits) => splits, values: (/** @type {any} */ _, /** @type {number[]} */ splits) => splits.map(subject.ticks ?? subject.words), grid: { stroke: () => colours().line, width: 1 } },
    ],
    series: [{}, ...lines.map((line) => ({
      stroke: () => colours()[line.colour], width: 2, dash: line.dash, points: { show: false }, spanGaps: false,
      fill: line.area ? () => colours()[`${line.colour}-s`] : undefined,
    }))],
    hooks: {
      drawClear: [drawBands],
      draw: [drawMoments, (/** @type {any} */ u) => drawNames(u, lines), ...(subject.axis ? [drawTimes] : [])],
      setCursor: [(/** @type {any} */ u) => { pointed.value = u.cursor.idx ?? null; }],
    },
  };
}

/** What the lines are at the pointer, or now. @param {{ subject: Subject, lines: Line[] }} props */
function Values({ subject, lines }) {
  void rows.value;
  const at = pointed.value;
  if (at === null) return null;
  const { columns } = shown(lines.map(({ column }) => column));
  return html`<span class="values num">${lines.map(({ name, colour }, i) => html`<span key=${name} class=${`c-${colour}`}>${name} ${subject.words(columns[i][at] ?? 0)}</span> `)}</span>`;
}

/** A chart. @param {{ subject: Subject, width: number, height: number }} props */
export function Chart({ subject, width, height }) {
  void [rows.value, back.value];
  const box = useRef(/** @type {HTMLElement | null} */ (null)), plot = useRef(/** @type {any} */ (null));
  const lines = subject.lines(), key = lines.map(({ column }) => column).join();
  const data = () => {
    const { times, columns } = shown(lines.map(({ column }) => column));
    return [times, ...(subject.scale === 'log' ? columns.map((column) => column.map((value) => (value !== null && value > 0 ? value : null))) : columns)];
  };
  useEffect(() => {
    plot.current = new uPlot(options(subject, lines, width, height), data(), box.current);
    return () => { plot.current.destroy(); plot.current = null; };
  }, [key, subject.axis]);
  useEffect(() => { plot.current?.setSize({ width, height }); }, [width, height]);
  useEffect(() => { plot.current?.setData(data()); }, [rows.value, back.value]);
  useEffect(() => { plot.current?.redraw(); }, [theme.value, bands.value, moments.value]);
  return html`
    <figure class="chart" data-chart=${subject.key} aria-label=${subject.title}>
      <figcaption><h3>${subject.title}</h3><${Values} subject=${subject} lines=${lines} /></figcaption>
      <div ref=${box} class="plot" aria-hidden="true"></div>
    </figure>`;
}
