// Reads the graph out of the page's data blocks and answers questions about it.

/** The cells of nodes or of edges, column by column; `lead` columns stand before the first named one. */
class Frame {
  constructor(columns, cells, lead) {
    this.columns = columns.map((column, index) => ({ ...column, index }));
    this.cells = cells;
    this.lead = lead;
    this.size = cells[0]?.length ?? 0;
  }

  /** All cells of a column. */
  of(column) { return this.cells[column.index + this.lead] ?? []; }

  at(row, column) { return this.cells[column.index + this.lead][row]; }

  withRole(role) { return this.columns.find((column) => column.role === role); }

  get numeric() {
    return this.columns.filter(({ type }) => type === 'integer' || type === 'real');
  }

  /** A numeric column as an array; missing values become `missing`. */
  numbers(column, missing = 0) {
    if (!column) return new Float64Array(this.size).fill(missing);
    return Float64Array.from(this.of(column), (value) => value ?? missing);
  }
}

const dayOf = (() => {
  const known = new Map();
  return (text) => {
    if (!text) return NaN;
    let day = known.get(text);
    if (day === undefined) {
      const [year, month = 1, date = 1] = text.slice(0, 10).split('-').map(Number);
      day = Math.floor(Date.UTC(year, month - 1, date) / 864e5);
      known.set(text, day);
    }
    return day;
  };
})();

/** A day number as ISO date. */
export const isoOf = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

/** First and last day of each row, NaN where the row has no date. */
function spans(frame) {
  const [first, last] = [frame.withRole('first_seen'), frame.withRole('last_seen')];
  const days = (column) => (column ? Float64Array.from(frame.of(column), dayOf) : new Float64Array(frame.size).fill(NaN));
  return { from: days(first ?? last), to: days(last ?? first) };
}

/** The columns of all blocks of that name. */
function readCells(document, name) {
  const blocks = [...document.querySelectorAll(`script.${name}`)].map((block) => JSON.parse(block.textContent));
  if (blocks.length < 2) return blocks[0] ?? [];
  return blocks[0].map((_, column) => [].concat(...blocks.map((block) => block[column])));
}

/** The edges of each node: `edges[start[n]] ... edges[start[n + 1] - 1]`. */
function adjacency(size, source, target) {
  const start = new Uint32Array(size + 1);
  for (let e = 0; e < source.length; ++e) { ++start[source[e] + 1]; ++start[target[e] + 1]; }
  for (let n = 0; n < size; ++n) start[n + 1] += start[n];
  const next = start.slice(), edges = new Uint32Array(source.length * 2);
  for (let e = 0; e < source.length; ++e) {
    edges[next[source[e]]++] = e;
    edges[next[target[e]]++] = e;
  }
  return { start, edges };
}

/** Row numbers, the greatest value first; equal values keep their order. */
export function descending(values) {
  return Uint32Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
}

/** Sentences are parsed when they are asked for, a block at a time. */
function evidenceReader(document, rowsInBlock) {
  const blocks = [...document.querySelectorAll('script.evidence')], parsed = [];
  return (edge) => {
    const number = Math.floor(edge / rowsInBlock);
    if (!blocks[number]) return [];
    parsed[number] ??= JSON.parse(blocks[number].textContent);
    const { texts, edges } = parsed[number], flat = edges[edge % rowsInBlock], sentences = [];
    for (let i = 0; i < flat.length; i += 5) {
      const [text, source, date] = texts[flat[i]];
      sentences.push({ text, source, date, spans: [{ start: flat[i + 1], end: flat[i + 2], end_of: 'source' },
                                                    { start: flat[i + 3], end: flat[i + 4], end_of: 'target' }] });
    }
    return sentences;
  };
}

/** The whole graph of a page. */
export function readGraph(document) {
  const header = JSON.parse(document.getElementById('graph').textContent);
  const nodes = new Frame(header.node_columns, readCells(document, 'nodes'), 1);
  const edges = new Frame(header.edge_columns, readCells(document, 'edges'), 2);
  const [source, target] = [0, 1].map((end) => Uint32Array.from(edges.cells[end] ?? []));
  const weight = edges.numbers(edges.withRole('weight'), 1);
  const near = adjacency(nodes.size, source, target);
  const [labels, kinds, groups] = ['label', 'kind', 'community'].map((role) => nodes.withRole(role));
  const [x, y] = [nodes.withRole('x'), nodes.withRole('y')];
  const occurrences = nodes.withRole('occurrences');
  const degree = Float64Array.from({ length: nodes.size }, (_, n) => near.start[n + 1] - near.start[n]);
  const importance = occurrences ? nodes.numbers(occurrences) : degree;

  return {
    metadata: header.metadata, nodes, edges, source, target, weight, degree, importance,
    byWeight: descending(weight), byImportance: descending(importance),
    nodeDays: spans(nodes), edgeDays: spans(edges),
    x: nodes.numbers(x), y: nodes.numbers(y), hasPositions: Boolean(x && y),
    id: (n) => nodes.cells[0][n],
    label: (n) => (labels ? nodes.at(n, labels) : null) || nodes.cells[0][n],
    kind: (n) => String((kinds && nodes.at(n, kinds)) ?? ''),
    group: (n) => (groups ? nodes.at(n, groups) : null),
    hasKinds: Boolean(kinds), hasGroups: Boolean(groups),
    edgesOf: (n) => near.edges.subarray(near.start[n], near.start[n + 1]),
    otherEnd: (e, n) => (source[e] === n ? target[e] : source[e]),
    evidence: evidenceReader(document, header.rows_in_block),
  };
}
