// @ts-check
// Paper is white: what is printed is printed in the light theme.

const root = document.documentElement;
let before = '';

addEventListener('beforeprint', () => {
  before = root.dataset.theme ?? '';
  root.dataset.theme = 'light';
});
addEventListener('afterprint', () => { root.dataset.theme = before; });
