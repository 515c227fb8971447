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

/** How the picture is to be read. */
function reading(graph, meaning) {
  const { thing, things } = meaning.reading, size = graph.nodes.withRole('occurrences');
  return [
    `Each mark is a name; a line joins two names that share a ${thing}.`,
    size ? `The more ${things} name it, the larger the mark.` : '',
    graph.hasGroups ? 'A group is a set of names that are linked more with one another than with others; it is called after its most frequent name.' : '',
    graph.edges.withRole('weight') ? meaning('edges', 'weight') : '',
    'Where a mark lies means little by itself: linked names pull each other near. A link says that two names stand together, not what joins them; open it and read the sentences.',
  ].filter(Boolean);
}

/** Fills and opens the dialog. */
export function openAbout(graph, meaning) {
  byId('reading').replaceChildren(...reading(graph, meaning).map((line) => make('li', {}, line)));
  byId('facts').replaceChildren(tell(graph.metadata, 0));
  byId('about').showModal();
}

export function wireAbout() {
  byId('about-close').addEventListener('click', () => byId('about').close());
}
