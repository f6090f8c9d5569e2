// @ts-check
// Where everything stands on the stage, in units of its viewBox 0 0 1200 640. The
// order goes round like the hand of a clock: customer at nine, goods at twelve,
// money at three, warehouse at six, and the truck comes back to the customer.

/** @typedef {{ x: number, y: number, w: number, h: number, short: string, flag: [number, number] }} Place flag: where a small stage writes how it stands */
/** @type {Record<string, Place>} in the order in which the focus goes round */
export const places = {
  customer: { x: 20, y: 224, w: 132, h: 112, short: 'Customer', flag: [66, 112] },
  web: { x: 280, y: 232, w: 152, h: 96, short: 'Web', flag: [76, 0] },
  'order-manager': { x: 540, y: 224, w: 168, h: 112, short: 'Orders', flag: [30, 112] },
  'stock-db': { x: 540, y: 28, w: 168, h: 96, short: 'Stock', flag: [84, 0] },
  manufacturer: { x: 828, y: 28, w: 168, h: 96, short: 'Maker', flag: [84, 0] },
  merchant: { x: 828, y: 232, w: 168, h: 96, short: 'Merchant', flag: [84, 0] },
  fraud: { x: 1068, y: 236, w: 108, h: 88, short: 'Fraud', flag: [54, 88] },
  bank: { x: 828, y: 478, w: 168, h: 96, short: 'Bank', flag: [168, 48] },
  warehouse: { x: 540, y: 440, w: 168, h: 176, short: 'Warehouse', flag: [84, 176] },
  mail: { x: 280, y: 432, w: 152, h: 76, short: 'E-mail', flag: [76, 0] },
  truck: { x: 280, y: 538, w: 152, h: 80, short: 'Truck', flag: [76, 80] },
};

/**
 * A road from box to box. badge is how far from its tail the badge stands, 0 for
 * none; label is the place along x or y at which its number is written, and on
 * which side of the road; fail the side of what failed, failAt where that is
 * written if not there; inline: in one line with what goes back. cut is where the curtain
 * cuts it if the customer is not on the stage.
 * @typedef {{ act: string, points: number[][], badge: number, label: number, side: string, fail: string, thin?: boolean, dash?: boolean, failAt?: number[], back?: string, inline?: boolean, cut?: number[][] }} Way
 */
/** @type {Record<string, Way>} */
export const ways = {
  1: { act: 'order', points: [[152, 263], [280, 263]], badge: 26, label: 250, side: 'above', fail: 'above', cut: [[181, 263], [280, 263]] },
  2: { act: 'order', points: [[432, 263], [540, 263]], badge: 26, label: 506, side: 'above', fail: 'above' },
  3: { act: 'stock', points: [[584, 224], [584, 124]], badge: 26, label: 174, side: 'right', fail: 'left' },
  4: { act: 'stock', points: [[708, 59], [828, 59]], badge: 26, label: 786, side: 'above', fail: 'below', failAt: [768, 144], dash: true },
  '4b': { act: 'stock', points: [[828, 93], [708, 93]], badge: 0, label: 0, side: 'below', fail: 'below', dash: true, thin: true },
  5: { act: 'stock', points: [[668, 124], [668, 224]], badge: 26, label: 194, side: 'right', fail: 'right' },
  6: { act: 'payment', points: [[708, 263], [828, 263]], badge: 26, label: 786, side: 'above', fail: 'above' },
  '6a': { act: 'payment', points: [[996, 264], [1068, 264]], badge: 20, label: 1034, side: 'above', fail: 'above', thin: true },
  '6b': { act: 'payment', points: [[1068, 296], [996, 296]], badge: 20, label: 1034, side: 'below', fail: 'below', thin: true },
  7: { act: 'payment', points: [[948, 328], [948, 478]], badge: 26, label: 404, side: 'right', fail: 'right' },
  8: { act: 'payment', points: [[876, 478], [876, 328]], badge: 26, label: 404, side: 'right', fail: 'left' },
  9: { act: 'payment', points: [[828, 297], [708, 297]], badge: 26, label: 752, side: 'below', fail: 'below' },
  10: { act: 'confirm', points: [[540, 297], [432, 297]], badge: 26, label: 470, side: 'below', fail: 'below' },
  11: { act: 'confirm', points: [[280, 297], [152, 297]], badge: 26, label: 179, side: 'below', fail: 'below', cut: [[280, 297], [181, 297]] },
  12: { act: 'deliver', points: [[624, 336], [624, 440]], badge: 26, label: 406, side: 'right', fail: 'left' },
  13: { act: 'deliver', points: [[540, 578], [432, 578]], badge: 26, label: 468, side: 'above', fail: 'below' },
  14: { act: 'confirm', points: [[540, 470], [432, 470]], badge: 26, label: 468, side: 'above', fail: 'below' },
  '14b': { act: 'confirm', points: [[280, 470], [116, 470], [116, 336]], badge: 0, label: 165, side: 'above', fail: 'below', cut: [[280, 470], [181, 470]] },
  15: { act: 'deliver', points: [[280, 578], [56, 578], [56, 336]], badge: 26, label: 150, side: 'above', fail: 'above', cut: [[280, 578], [181, 578]] },
  '3-back': { act: 'stock', points: [[556, 224], [556, 124]], badge: 0, label: 164, side: 'left', fail: 'left', back: 'back on the shelf' },
  '6-back': { act: 'payment', points: [[698, 336], [698, 370], [838, 370], [838, 328]], badge: 0, label: 710, side: 'below', fail: 'below', back: 'undone' },
  '7-back': { act: 'payment', points: [[986, 328], [986, 478]], badge: 0, label: 446, side: 'right', fail: 'right', back: 'money set free' },
  '12-back': { act: 'deliver', points: [[668, 336], [668, 440]], badge: 0, label: 434, side: 'right', fail: 'right', back: 'not to be sent', inline: true },
  '15-back': { act: 'deliver', points: [[38, 336], [38, 597], [280, 597]], badge: 0, label: 70, side: 'below', fail: 'below', back: 'sent back', inline: true },
};

const corner = 24, off = 2, tip = 3;

/** The points of a road. @param {string} name @param {boolean} [cut] */
export const pointsOf = (name, cut = false) => (cut && ways[name].cut) || ways[name].points;

/** From a towards b, d far. @param {number[]} a @param {number[]} b @param {number} d */
function towards([ax, ay], [bx, by], d) {
  const length = Math.hypot(bx - ax, by - ay);
  return [ax + ((bx - ax) * d) / length, ay + ((by - ay) * d) / length];
}

const said = (/** @type {number[]} */ [x, y]) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

/**
 * A line through points, with round corners.
 * @param {number[][]} points
 */
export function line(points) {
  let d = `M${said(points[0])}`;
  for (let i = 1; i < points.length; i++) {
    const after = points[i + 1];
    if (!after) d += `L${said(points[i])}`;
    else d += `L${said(towards(points[i], points[i - 1], corner))}Q${said(points[i])} ${said(towards(points[i], after, corner))}`;
  }
  return d;
}

/**
 * The points of a road from `from` behind its begin to `to` before its end.
 * @param {number[][]} points @param {number} from @param {number} to
 */
export function shortened(points, from, to) {
  const all = points.map((point) => [...point]), last = all.length - 1;
  all[0] = towards(points[0], points[1], from);
  all[last] = towards(points[last], points[last - 1], to);
  return all;
}

/**
 * What is drawn of a road: its core, up to into its arrow, and the arrow, long
 * and half of it wide.
 * @param {string} name @param {number} long @param {number} half @param {boolean} [cut]
 */
export function lane(name, long, half, cut = false) {
  const points = pointsOf(name, cut), last = points.length - 1;
  const end = towards(points[last], points[last - 1], tip), base = towards(points[last], points[last - 1], tip + long);
  const [ux, uy] = [(end[0] - base[0]) / long, (end[1] - base[1]) / long];
  return {
    core: line(shortened(points, off, tip + long - 2)),
    head: `M${said(end)}L${said([base[0] - uy * half, base[1] + ux * half])}L${said([base[0] + uy * half, base[1] - ux * half])}Z`,
  };
}

/** Where the badge of a road stands. @param {string} name @param {boolean} [cut] */
export function badgeAt(name, cut = false) {
  if (!ways[name].badge) return null;
  if (cut && name === '1') return [238, 263];
  return towards(ways[name].points[0], ways[name].points[1], ways[name].badge);
}

/** @typedef {{ length: number, at: (share: number) => number[] }} Track x, y and direction at a share of the way */
/** @type {Map<string, Track>} */
const tracks = new Map();

/** The way of a parcel over a road. @param {string} name @param {boolean} [cut] @returns {Track} */
export function track(name, cut = false) {
  const key = name + (cut ? ' cut' : '');
  if (!tracks.has(key)) tracks.set(key, measured(shortened(pointsOf(name, cut), off, tip)));
  return /** @type {Track} */ (tracks.get(key));
}

/** @param {number[][]} points */
function measured(points) {
  const steps = points.flatMap((point, i) => (i > 0 && i < points.length - 1 ? arc(points[i - 1], point, points[i + 1]) : [point]));
  const lengths = [0];
  for (let i = 1; i < steps.length; i++) lengths.push(lengths[i - 1] + Math.hypot(steps[i][0] - steps[i - 1][0], steps[i][1] - steps[i - 1][1]));
  const length = lengths[lengths.length - 1];
  const at = (/** @type {number} */ share) => {
    const way = Math.max(0, Math.min(1, share)) * length;
    let i = 1;
    while (i < lengths.length - 1 && lengths[i] < way) i++;
    const [a, b] = [steps[i - 1], steps[i]], part = (way - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1);
    return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, Math.atan2(b[1] - a[1], b[0] - a[0])];
  };
  return { length, at };
}

/** A corner in eight steps. @param {number[]} a @param {number[]} b @param {number[]} c */
function arc(a, b, c) {
  const begin = towards(b, a, corner), end = towards(b, c, corner);
  return Array.from({ length: 9 }, (_, i) => {
    const t = i / 8, u = 1 - t;
    return [0, 1].map((k) => u * u * begin[k] + 2 * u * t * b[k] + t * t * end[k]);
  });
}
