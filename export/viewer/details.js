// The panel about one name or one link.
import { byId, make, show } from './dom.js';
import { nameOfKind } from './palette.js';
import { swatch } from './pens.js';
import { wordFor } from './words.js';

const drawnElsewhere = new Set(['label', 'kind', 'x', 'y', 'size', 'color', 'aliases', 'community']);
const fewNeighbours = 14;

function cellText(value) {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'number' ? show(value) : String(value);
}

/** All other columns of a row, whatever they are: [name, text]. */
function facts(frame, row) {
  const known = frame.columns.filter(({ role, name }) => !drawnElsewhere.has(role) && name !== 'name');
  return known.map((column) => [column.name, frame.at(row, column)])
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, cellText(value)]);
}

/** A list of what is known, and below it what the words mean. */
function factSection(pairs, meaning) {
  const explained = pairs.map(([name]) => [name, meaning(name)]).filter(([, text]) => text);
  return make('section', {}, make('h2', {}, 'Figures'),
    make('dl', { class: 'facts' }, ...pairs.flatMap(([name, value]) => [make('dt', { title: meaning(name) ?? '' }, wordFor(name)), make('dd', {}, value)])),
    explained.length ? make('details', { class: 'meanings' }, make('summary', {}, 'What these words mean'),
      make('dl', {}, ...explained.flatMap(([name, text]) => [make('dt', {}, wordFor(name)), make('dd', {}, text)]))) : null);
}

/** "2014-03-01 – 2014-05-30" of a row, one day once; nothing without dates. */
function datesOf(frame, row) {
  const days = ['first_seen', 'last_seen'].map((role) => frame.withRole(role)).map((column) => (column && frame.at(row, column)) || '');
  return [...new Set(days.filter(Boolean))].join(' – ');
}

const lead = (...parts) => make('p', { class: 'lead' }, ...parts.filter(Boolean).map((part) => make('span', {}, part)));

/** A sentence with its two names marked; spans may touch but not overlap. */
function sentence({ text, source, date, spans }) {
  const parts = [], ordered = spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, end, end_of } of ordered) {
    if (start < at) continue;
    parts.push(text.slice(at, start), make('mark', { class: end_of }, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  const isAddress = /^https?:\/\//.test(source);
  const from = isAddress ? make('a', { href: source, target: '_blank', rel: 'noopener noreferrer' }, source) : source;
  return make('blockquote', { class: 'sentence' }, make('p', {}, ...parts),
              make('footer', {}, ...(date ? [date, ' · '] : []), from));
}

export class Details {
  /** `acts`: {node(n), edge(e), close()}; `meaning(rows, name)` explains a word. */
  constructor(graph, groups, meaning, acts) {
    Object.assign(this, { graph, meaning, acts, box: byId('details') });
    this.groupNames = new Map(groups.map(({ key, name }) => [key, name]));
  }

  close() { this.box.hidden = true; }

  show(look, ...content) {
    const close = make('button', { class: 'close', title: 'Close (Esc)', 'aria-label': 'Close', onclick: this.acts.close }, '✕');
    this.box.replaceChildren(close, ...content);
    this.box.hidden = false;
    this.box.scrollTop = 0;
  }

  kind(look, n) {
    const { graph } = this, group = graph.group(n);
    const kind = graph.hasKinds ? make('span', { class: 'kind' }, swatch(look.shape(n), look.colour(n)), nameOfKind(graph.kind(n))) : null;
    const name = group === null ? undefined : this.groupNames.get(String(group));
    return [kind, name === undefined ? null : make('span', { class: 'kind' }, `group of ${name}`)];
  }

  node(look, n) {
    const { graph } = this, column = graph.nodes.withRole('aliases');
    const value = (column && graph.nodes.at(n, column)) || [];
    const aliases = (Array.isArray(value) ? value : value.split(' | ')).filter((alias) => alias !== graph.label(n));
    this.show(look, make('h1', {}, graph.label(n)), ...this.kind(look, n),
      aliases.length ? make('div', { class: 'chips' }, make('i', {}, 'also written '), ...aliases.map((alias) => make('span', {}, alias))) : null,
      lead(this.occurrences(graph.nodes, n), datesOf(graph.nodes, n)),
      this.neighbours(look, n),
      factSection([['degree', show(graph.degree[n])], ...facts(graph.nodes, n).filter(([name]) => name !== 'degree')],
                  (name) => this.meaning('nodes', name)));
  }

  /** "named in 22 sentences". */
  occurrences(frame, row) {
    const column = frame.withRole('occurrences'), count = column && frame.at(row, column);
    const { thing, things } = this.meaning.reading;
    return Number.isInteger(count) ? `named${frame === this.graph.edges ? ' together' : ''} in ${show(count)} ${count === 1 ? thing : things}` : '';
  }

  neighbours(look, n) {
    const { graph } = this;
    const edges = [...graph.edgesOf(n)].sort((a, b) => graph.weight[b] - graph.weight[a]);
    const most = graph.weight[edges[0]] || 1, list = make('ul', { class: 'neighbours' });
    const add = (some) => list.append(...some.map((e) => this.neighbour(look, e, graph.otherEnd(e, n), most)));
    add(edges.slice(0, fewNeighbours));
    const more = edges.length - fewNeighbours;
    const rest = more > 0 ? make('button', { class: 'plain', onclick: () => { rest.remove(); add(edges.slice(fewNeighbours)); } }, `${show(more)} more`) : null;
    return make('section', {}, make('h2', {}, edges.length ? 'Most strongly linked with' : 'No links'), list, rest);
  }

  neighbour(look, e, other, most) {
    const { graph } = this, bar = make('i');
    bar.style.width = `${Math.max(3, 100 * graph.weight[e] / most)}%`;
    return make('li', {},
      make('button', { class: 'to', title: `Weight ${show(graph.weight[e])}`, onclick: () => this.acts.node(other) },
        swatch(look.shape(other), look.colour(other)), make('span', { class: 'name' }, graph.label(other)), make('span', { class: 'bar' }, bar)),
      make('button', { class: 'why', title: 'What joins the two', onclick: () => this.acts.edge(e) }, 'why?'));
  }

  edge(look, e) {
    const { graph } = this, ends = [graph.source[e], graph.target[e]], sentences = graph.evidence(e);
    const name = (n) => make('button', { onclick: () => this.acts.node(n) }, graph.label(n));
    this.show(look, make('h1', {}, name(ends[0]), make('span', { class: 'and' }, ' and '), name(ends[1])),
      lead(this.occurrences(graph.edges, e), datesOf(graph.edges, e)),
      make('section', {}, make('h2', {}, sentences.length ? 'Named together in' : 'No sentences were kept'),
        ...sentences.map(sentence)),
      factSection(facts(graph.edges, e), (name) => this.meaning('edges', name)));
  }
}
