// @ts-check
// What moves on the canvas, drawn once and copied then: parcels in the colours of
// their orders, second tries, what goes back, hourglasses and crosses.

const across = 40; // units: room for the largest, with its edge

/** The colours of the theme, by their names in tokens.css. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  return (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
}

const tints = ['order-s', 'stock-s', 'payment-s', 'confirm-s', 'deliver-s', 'card'];
/** How many colours parcels have. */
export const colours = tints.length;

/** A sheet of drawings, for a scale of so many pixels a unit. */
export class Sprites {
  /** @param {number} scale pixels a unit */
  constructor(scale) {
    this.scale = scale;
    this.size = Math.ceil(across * scale);
    this.colour = palette();
    this.sans = getComputedStyle(document.body).fontFamily;
    /** @type {Map<string, HTMLCanvasElement>} */
    this.sheet = new Map();
  }

  /** A drawing: plain0 to plain5, gold, undo, late, cross, or a try such as ×2. @param {string} name */
  get(name) {
    let drawn = this.sheet.get(name);
    if (!drawn) {
      drawn = document.createElement('canvas');
      drawn.width = drawn.height = this.size;
      const ink = /** @type {CanvasRenderingContext2D} */ (drawn.getContext('2d'));
      ink.setTransform(this.scale, 0, 0, this.scale, this.size / 2, this.size / 2);
      ink.lineCap = ink.lineJoin = 'round';
      this.draw(ink, name);
      this.sheet.set(name, drawn);
    }
    return drawn;
  }

  /** @param {CanvasRenderingContext2D} ink @param {string} name */
  draw(ink, name) {
    if (name === 'late') return this.hourglass(ink);
    if (name === 'cross') return this.cross(ink);
    if (name === 'gold') return this.box(ink, 26, this.colour('gold'), this.colour('on-gold'), '');
    if (name === 'undo') return this.box(ink, 22, this.colour('stage'), this.colour('ink'), '↩', [3, 2.2]);
    if (name.startsWith('gold×')) return this.box(ink, 26, this.colour('gold'), this.colour('on-gold'), name.slice(4));
    if (name.startsWith('×')) return this.box(ink, 24, this.colour('card'), this.colour('ink'), name);
    return this.box(ink, 18, this.colour(tints[Number(name.slice(5))]), this.colour('ink'), '');
  }

  /**
   * @param {CanvasRenderingContext2D} ink @param {number} width @param {string} fill @param {string} edge
   * @param {string} word @param {number[]} [dash]
   */
  box(ink, width, fill, edge, word, dash = []) {
    const height = 0.86 * width, left = -width / 2, top = -height / 2;
    ink.fillStyle = fill;
    ink.strokeStyle = edge;
    ink.lineWidth = 1.5;
    ink.beginPath();
    ink.roundRect(left, top, width, height, 0.13 * width);
    ink.fill();
    ink.setLineDash(dash);
    ink.stroke();
    ink.setLineDash([]);
    if (word) {
      ink.fillStyle = edge;
      ink.font = `700 ${0.56 * width}px ${this.sans}`;
      ink.textAlign = 'center';
      ink.textBaseline = 'middle';
      ink.fillText(word, 0, 0.03 * width);
      return;
    }
    ink.lineWidth = 1.3;
    ink.beginPath();
    ink.moveTo(0, top);
    ink.lineTo(0, -top);
    ink.moveTo(left, top + 0.36 * height);
    ink.lineTo(-left, top + 0.36 * height);
    ink.stroke();
  }

  /** @param {CanvasRenderingContext2D} ink */
  hourglass(ink) {
    ink.strokeStyle = this.colour('bad');
    ink.lineWidth = 1.5;
    ink.scale(1.3, 1.3);
    ink.translate(-8, -8);
    ink.stroke(new Path2D('M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6'));
  }

  /** @param {CanvasRenderingContext2D} ink */
  cross(ink) {
    ink.fillStyle = this.colour('bad');
    ink.beginPath();
    ink.arc(0, 0, 7.5, 0, 2 * Math.PI);
    ink.fill();
    ink.strokeStyle = this.colour('on-act');
    ink.lineWidth = 2;
    ink.stroke(new Path2D('M-3 -3l6 6M3 -3l-6 6'));
  }
}
