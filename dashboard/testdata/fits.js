// What on the stage lies on something else, or outside of its box: a line each.
(() => {
  const drawing = document.querySelector('.map svg.above'), scale = drawing.getScreenCTM();
  const box = (e) => {
    const r = e.getBoundingClientRect();
    return { x: (r.x - scale.e) / scale.a, y: (r.y - scale.f) / scale.d, w: r.width / scale.a, h: r.height / scale.d, text: e.textContent };
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const over = (a, b, x, y) => a.x < b.x + b.w - x && b.x < a.x + a.w - x && a.y + y < b.y + b.h - y && b.y + y < a.y + a.h - y;
  const wrong = [];

  for (const actor of all('.map .node')) {
    const frame = box(actor.querySelector('.box')), words = all('text', actor).filter((e) => !e.closest('.flag')).map(box);
    for (const word of words) if (word.x < frame.x + 4 || word.x + word.w > frame.x + frame.w - 4) wrong.push(`${actor.dataset.actor}: "${word.text}" is wider than its box`);
    words.forEach((a, i) => words.slice(i + 1).forEach((b) => over(a, b, 0, 3) && wrong.push(`${actor.dataset.actor}: "${a.text}" lies on "${b.text}"`)));
  }
  const words = all('.map .rate, .map .failt, .map .note, .map .tries text, .map .tag text').map(box);
  const things = [['an actor', '.map .node .box'], ['a badge', '.map .badge'], ['the window of the customer', '.map .scr .pane']];
  words.forEach((a, i) => words.slice(i + 1).forEach((b) => over(a, b, 1, 3) && wrong.push(`"${a.text}" lies on "${b.text}"`)));
  for (const [what, selector] of things) for (const thing of all(selector).map(box)) for (const word of words) if (over(word, thing, 2, 3)) wrong.push(`"${word.text}" lies on ${what} ${thing.text}`);
  for (const screen of all('.map .scr')) {
    const pane = box(screen.querySelector('.pane'));
    for (const word of all('text', screen).map(box)) if (word.x < pane.x + 2 || word.x + word.w > pane.x + pane.w - 2) wrong.push(`the customer's window: "${word.text}" is wider than it`);
  }
  for (const stop of all('.ribbon li')) {
    const room = stop.getBoundingClientRect();
    for (const e of all('.nm, .rt, .ls', stop)) {
      for (const piece of [...e.childNodes].filter((node) => !node.classList?.contains('hidden'))) {
        const range = document.createRange();
        range.selectNode(piece);
        const { left, right, width } = range.getBoundingClientRect();
        if (width > 0 && (left < room.left - 1 || right > room.right + 1)) wrong.push(`ribbon: "${piece.textContent}" is wider than its stop`);
      }
    }
  }
  for (const e of all('.cap h1, .nar')) if (e.scrollHeight > e.clientHeight + 3 || e.scrollWidth > e.clientWidth + 1) wrong.push(`"${e.textContent}" has no room`);
  for (const e of all('.theatre text, .theatre h1, .theatre p, .rib span')) {
    if (!e.textContent.trim() || e.children.length > 0 || e.closest('.hidden')) continue;
    const size = parseFloat(getComputedStyle(e).fontSize) * (e.ownerSVGElement ? e.getScreenCTM().a : 1);
    if (size < 10.95) wrong.push(`"${e.textContent}" is ${size.toFixed(1)} px small`);
  }
  return wrong;
})()
