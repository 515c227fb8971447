// The page about the graph: what it was made from, as the file itself tells.
import { byId, make, title } from './dom.js';

const deepest = 4;

function tell(value, depth) {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : item)).join(', ') || '–';
  if (depth >= deepest) return JSON.stringify(value);
  return make('dl', { class: 'facts' }, ...Object.entries(value).flatMap(([name, inner]) =>
    [make('dt', {}, title(name)), make('dd', {}, tell(inner, depth + 1))]));
}

/** Fills and opens the dialog. */
export function openAbout(graph) {
  byId('facts').replaceChildren(tell(graph.metadata, 0));
  byId('about').showModal();
}

export function wireAbout() {
  byId('about-close').addEventListener('click', () => byId('about').close());
}
