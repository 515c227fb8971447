// The keyboard.
import { byId, make } from './dom.js';

const help = [['/', 'find a name'], ['Arrows', 'move'], ['+  −', 'zoom'], ['0', 'show everything'],
              ['J  K', 'next or previous name'], ['Enter', 'open the marked name'],
              ['N  P', 'next or previous neighbour of the open name'], ['T', 'table'], ['F', 'filters'],
              ['L', 'arrange'], ['D', 'light or dark'], ['Esc', 'close, then let go'], ['?', 'this page']];

/** `acts` holds one function for each thing a key does. */
export function wireKeys(acts) {
  byId('keys').replaceChildren(...help.flatMap(([key, text]) => [make('dt', {}, key), make('dd', {}, text)]));
  const pan = 70;
  const anywhere = {
    '/': acts.search, 0: acts.fit, '+': () => acts.zoom(1.35), '=': () => acts.zoom(1.35), '-': () => acts.zoom(1 / 1.35),
    t: acts.table, f: acts.side, l: acts.arrange, d: acts.theme, '?': acts.about, Escape: acts.escape,
    n: () => acts.neighbour(1), p: () => acts.neighbour(-1), j: () => acts.step(1), k: () => acts.step(-1),
  };
  const onStage = {
    ArrowLeft: () => acts.pan(pan, 0), ArrowRight: () => acts.pan(-pan, 0), ArrowUp: () => acts.pan(0, pan), ArrowDown: () => acts.pan(0, -pan),
    Enter: acts.open,
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event, inField = target.matches('input:not([type=range]):not([type=checkbox]):not([type=radio]), select, textarea');
    if (inField && event.key !== 'Escape') return;
    if (target === byId('stage')) {
      if (onStage[event.key]) { event.preventDefault(); return onStage[event.key](); }
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (Object.hasOwn(anywhere, key)) {
      if (key === '/') event.preventDefault();
      anywhere[key]();
    }
  });
}
