// The table of names and links: sorts by any column, filters, draws only the rows in sight.
import { byId, debounce, make, oncePerFrame, show } from './dom.js';
import { saveCsv } from './download.js';
import { nameOfKind } from './palette.js';
import { fold } from './search.js';
import { wordFor } from './words.js';

const rowHeight = 31;
const hiddenRoles = new Set(['x', 'y', 'size', 'color', 'label']);

function columnsOf(graph, rows) {
  const frame = graph[rows], isNodes = rows === 'nodes';
  const lead = isNodes
    ? [{ name: 'name', type: 'text', value: graph.label }]
    : [{ name: 'source', type: 'text', value: (e) => graph.label(graph.source[e]) },
       { name: 'target', type: 'text', value: (e) => graph.label(graph.target[e]) }];
  const rest = frame.columns.filter(({ role, name }) => !hiddenRoles.has(role) && name !== 'name')
    .map((column) => ({ name: column.name, type: column.type, value: (row) => frame.at(row, column),
                        shown: column.role === 'kind' ? nameOfKind : undefined }));
  const links = isNodes && !frame.columns.some(({ name }) => name === 'degree') ? [{ name: 'links', type: 'integer', value: (n) => graph.degree[n] }] : [];
  return [...lead, ...links, ...rest];
}

const isNumber = ({ type }) => type === 'integer' || type === 'real';

function compare(column, way) {
  const collator = new Intl.Collator('en', { numeric: true });
  const empty = (value) => value === null || value === undefined || value === '';
  return (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (empty(x) || empty(y)) return empty(x) - empty(y);
    return way * (isNumber(column) ? x - y : collator.compare(String(x), String(y))) || a - b;
  };
}

export class GraphTable {
  /** `meaning(rows, name)` explains a column, `pick(rows, row)` is told which row was chosen. */
  constructor(graph, meaning, pick) {
    Object.assign(this, { graph, meaning, pick, kind: 'nodes', order: {}, part: null });
    this.scroll = byId('table-scroll');
    this.columns = { nodes: columnsOf(graph, 'nodes'), edges: columnsOf(graph, 'edges') };
    this.scroll.addEventListener('scroll', oncePerFrame(() => this.drawRows()));
    byId('table-filter').addEventListener('input', debounce(120, () => this.update()));
    byId('table-csv').addEventListener('click', () => this.save());
    this.scroll.addEventListener('keydown', (event) => {
      const row = event.target.closest?.('tr[data-row]');
      if (event.key === 'Enter' && row) this.pick(this.kind, Number(row.dataset.row));
    });
  }

  show(kind, part) {
    const changed = kind !== this.kind || !this.head;
    Object.assign(this, { kind, part });
    byId('tab-nodes').textContent = `Names ${show(part.nodes.length)}`;
    byId('tab-edges').textContent = `Links ${show(part.edges.length)}`;
    for (const input of document.querySelectorAll('#table [name=rows]')) input.checked = input.value === kind;
    if (changed) this.scroll.scrollTop = 0;
    this.update();
  }

  save() { saveCsv(`${this.kind}.csv`, this.columns[this.kind], this.rows); }

  /** Rows after filter and order. */
  update() {
    const columns = this.columns[this.kind], wanted = fold(byId('table-filter').value.trim());
    const texts = columns.filter((column) => !isNumber(column));
    const matches = (row) => texts.some((column) => fold(String(column.value(row) ?? '')).includes(wanted));
    this.rows = Array.from(this.part[this.kind]);
    if (wanted) this.rows = this.rows.filter(matches);
    const { name, way } = this.order[this.kind] ?? {};
    if (name) this.rows.sort(compare(columns.find((column) => column.name === name), way));
    this.draw();
  }

  sortBy(column) {
    const now = this.order[this.kind], first = isNumber(column) ? -1 : 1;
    this.order[this.kind] = { name: column.name, way: now?.name === column.name ? -now.way : first };
    this.update();
  }

  draw() {
    const columns = this.columns[this.kind], { name, way } = this.order[this.kind] ?? {};
    const at = [...this.scroll.querySelectorAll('th button')].indexOf(document.activeElement);
    const heads = columns.map((column) => {
      const sorted = column.name === name;
      return make('th', { class: isNumber(column) ? 'number' : '', scope: 'col', 'aria-sort': sorted ? (way > 0 ? 'ascending' : 'descending') : 'none' },
        make('button', { title: this.meaning(this.kind, column.name) ?? '', onclick: () => this.sortBy(column) }, wordFor(column.name), make('span', { class: 'way' }, sorted ? (way > 0 ? ' ↑' : ' ↓') : '')));
    });
    this.head = make('thead', {}, make('tr', {}, ...heads));
    this.body = make('tbody');
    this.scroll.replaceChildren(make('table', { 'aria-rowcount': this.rows.length + 1 }, this.head, this.body));
    this.drawRows();
    if (at >= 0) this.scroll.querySelectorAll('th button')[at]?.focus();
  }

  drawRows() {
    if (!this.body) return;
    const columns = this.columns[this.kind], { scrollTop, clientHeight } = this.scroll;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - 8);
    const last = Math.min(this.rows.length, Math.ceil((scrollTop + (clientHeight || 800)) / rowHeight) + 8);
    const gap = (rows) => {
      const cell = make('td', { colSpan: columns.length });
      cell.style.height = `${rows * rowHeight}px`;
      return make('tr', { class: 'gap', 'aria-hidden': 'true' }, cell);
    };
    const lines = this.rows.slice(first, last).map((row, i) => this.line(columns, row, first + i));
    this.body.replaceChildren(gap(first), ...lines, gap(this.rows.length - last));
  }

  line(columns, row, number) {
    const cells = columns.map((column) => {
      const value = column.value(row);
      const text = Array.isArray(value) ? value.join(' | ') : isNumber(column) ? show(value) : column.shown ? column.shown(String(value ?? '')) : String(value ?? '');
      return make('td', { class: isNumber(column) ? 'number' : '', title: text.length > 36 ? text : '' }, text);
    });
    return make('tr', { tabIndex: 0, 'data-row': row, 'aria-rowindex': number + 2, onclick: () => this.pick(this.kind, row) }, ...cells);
  }
}
