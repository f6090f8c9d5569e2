// Words on a page that are cut off at an edge, or a page that is wider than its window: a line each.
(() => {
  const wrong = [];
  const whole = document.documentElement;
  if (whole.scrollWidth > innerWidth) wrong.push(`the page is ${whole.scrollWidth} px wide, in a window of ${innerWidth}`);
  const cuts = (style) => ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const text = node.textContent.trim(), parent = node.parentElement;
    if (!text || parent.closest('.hidden, script, style, option, svg title, [hidden]') || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const at = range.getBoundingClientRect();
    if (at.width === 0) continue;
    for (let box = parent; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY)) break; // it can be scrolled into sight
      if (!cuts(style)) continue;
      if (style.clipPath === 'inset(50%)') break; // it is there for ears, and for whoever comes by Tab
      const edge = box.getBoundingClientRect();
      if (at.left < edge.left - 1.5 || at.right > edge.right + 1.5 || at.top < edge.top - 4 || at.bottom > edge.bottom + 4) wrong.push(`"${text.slice(0, 60)}" is cut off by ${box.tagName.toLowerCase()}.${[...box.classList].join('.')}`);
    }
  }
  return wrong;
})()
