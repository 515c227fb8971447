// Puts the page together.
import { openAbout, wireAbout } from './about.js';
import { measureOf, wireControls } from './controls.js';
import { readGraph } from './data.js';
import { Details } from './details.js';
import { byId, debounce, make, oncePerFrame, show } from './dom.js';
import { savers } from './download.js';
import { wireKeys } from './keys.js';
import { makeSizes } from './paint.js';
import { groupsOf, kindsOf, makeLook } from './palette.js';
import { firstPlaces, Relayout } from './relayout.js';
import { makeFinder, wireSearch } from './search.js';
import { Stage } from './stage.js';
import { makeState } from './state.js';
import { GraphTable } from './table.js';
import { wireTimeline } from './timeline.js';
import { visiblePart } from './visible.js';
import { makeMeanings } from './words.js';

const graph = readGraph(document);
const store = makeState(location, history), { state, change } = store;
const kinds = kindsOf(graph), groups = groupsOf(graph), sizes = makeSizes(graph);
const meaning = makeMeanings(graph.metadata), prefersDark = matchMedia('(prefers-color-scheme: dark)');
if (!graph.hasPositions) firstPlaces(graph);

let part, look, marked;   // what passes the filters, how it looks, the node the keyboard is on

// ---- choosing a name or a link

const nodeNumber = (() => {
  let numbers;
  return (id) => (numbers ??= new Map((graph.nodes.cells[0] ?? []).map((id, n) => [id, n]))).get(id);
})();
const idOf = { node: (n) => `n:${graph.id(n)}`, edge: (e) => `e:${graph.id(graph.source[e])}~${graph.id(graph.target[e])}` };

/** The state's `selected` as {node} or {edge}, or null. */
function selection() {
  const [kind, ids] = [state.selected.slice(0, 2), state.selected.slice(2)];
  if (kind === 'n:' && nodeNumber(ids) !== undefined) return { node: nodeNumber(ids) };
  if (kind !== 'e:') return null;
  const [a, b] = ids.split('~').map(nodeNumber);
  const edge = a === undefined || b === undefined ? undefined : graph.edgesOf(a).find((e) => graph.otherEnd(e, a) === b);
  return edge === undefined ? null : { edge };
}

// At once and not with the next frame: what follows asks where the panel leaves room.
const open = (id) => { change({ selected: id, table: '' }); apply(); };
const openNode = (n) => open(idOf.node(n));
const openEdge = (e) => open(idOf.edge(e));
const letGo = () => change({ selected: '' });

const details = new Details(graph, groups, meaning, { node: (n) => { openNode(n); bringIntoSight(n); }, edge: openEdge, close: letGo });

function showSelection() {
  const chosen = selection();
  if (!chosen) details.close();
  else if (chosen.node !== undefined) details.node(look, chosen.node);
  else details.edge(look, chosen.edge);
  stage.setFocus(chosen);
  if (chosen?.node !== undefined) say(`${graph.label(chosen.node)}, ${graph.degree[chosen.node]} links`);
}

function bringIntoSight(n) {
  const { x, y, k } = stage.transform, free = stage.freeBox(), px = graph.x[n] * k + x, py = graph.y[n] * k + y;
  if (px < free.left || px > free.right || py < free.top || py > free.bottom) stage.goTo(n);
}

const say = (text) => { byId('spoken').textContent = text; };

// ---- the canvas

function hover(node, edge, at) {
  const tip = byId('tip'), chosen = selection();
  tip.hidden = node === undefined && edge === undefined;
  if (!tip.hidden) {
    const lines = node !== undefined ? [graph.label(node), `${show(graph.degree[node])} links`]
      : [`${graph.label(graph.source[edge])} – ${graph.label(graph.target[edge])}`, `weight ${show(graph.weight[edge])}`];
    tip.replaceChildren(lines[0], make('small', {}, lines[1]));
    tip.style.left = `${Math.min(at.x + 14, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(at.y + 16, innerHeight - tip.offsetHeight - 8)}px`;
  }
  const focus = node !== undefined ? { node } : chosen ?? (edge !== undefined ? { edge } : null);
  if (focus?.node !== stage.focus?.node || focus?.edge !== stage.focus?.edge) stage.setFocus(focus);
}

function click({ node, edge }) {
  if (node !== undefined) openNode(node);
  else if (edge !== undefined) openEdge(edge);
  else letGo();
}

const keepView = debounce(200, () => change({ view: stage.address }));
const stage = new Stage(graph, sizes, {
  hover, click, moved: () => { byId('tip').hidden = true; keepView(); },
  dragged: (node, phase) => {
    relayout.hold(node, phase !== 'end');
    if (phase === 'start' && !relayout.isRunning) stage.setFocus({ node });
    if (phase === 'end') stage.setFocus(selection());
  },
});
const relayout = new Relayout(graph, sizes, {
  moved: () => { stage.tree = null; stage.draw(); },
  stopped: () => byId('to-layout').setAttribute('aria-pressed', 'false'),
});

// ---- filters

const showControls = wireControls(graph, store, kinds, groups, meaning);
const showTime = wireTimeline(graph, store);
const table = new GraphTable(graph, meaning, (rows, row) => (rows === 'nodes' ? (openNode(row), bringIntoSight(row)) : openEdge(row)));

function makeLookNow() {
  const dark = state.theme ? state.theme === 'dark' : prefersDark.matches;
  document.body.classList.toggle('dark', dark);
  const colouring = state.colour || (groups.length > 1 ? 'group' : 'kind');
  look = makeLook(graph, kinds, groups, colouring, dark ? 'dark' : 'light');
}

function showSummary() {
  const bold = (number) => make('b', {}, show(number));
  const of = (shown, all) => (shown < all ? ` of ${show(all)}` : '');
  byId('summary').replaceChildren(
    bold(part.nodes.length), of(part.nodes.length, graph.nodes.size), ' names, ',
    part.passing > part.edges.length ? 'the strongest ' : '', bold(part.edges.length), of(part.edges.length, graph.edges.size), ' links');
}

const filterNames = ['minWeight', 'measure', 'minMeasure', 'top', 'from', 'to', 'hiddenKinds', 'hiddenGroups', 'lone'];
const pending = new Set();
function apply() {
  const changed = new Set(pending);
  pending.clear();
  const any = (...names) => names.some((name) => changed.has(name));
  if (any('theme', 'colour')) makeLookNow();
  if (any(...filterNames)) {
    part = visiblePart(graph, state, measureOf(graph, state));
    showSummary();
    if (relayout.isRunning) relayout.start(part, stage.fitScale);
  }
  if (any('theme', 'colour', ...filterNames)) { showControls(look); showTime(look); }
  stage.showLabels = state.labels === 'yes';
  if (any('theme', 'colour', 'labels', ...filterNames)) stage.show(part, look);
  if (any('selected', 'theme', 'colour')) showSelection();
  if (any('table', ...filterNames)) showTable();
}
const update = oncePerFrame(apply);
store.listen((changed) => { for (const name of changed) pending.add(name); update(); });

function showTable() {
  byId('table').hidden = !state.table;
  byId('to-table').setAttribute('aria-pressed', String(Boolean(state.table)));
  if (state.table) table.show(state.table === 'edges' ? 'edges' : 'nodes', part);
}

// ---- buttons

const toggleTable = () => change({ table: state.table ? '' : 'nodes' });
const toggleTheme = () => change({ theme: look.theme.name === 'dark' ? 'light' : 'dark' });
function toggleSide() {
  const hidden = document.body.classList.toggle('no-side');
  byId('to-side').setAttribute('aria-expanded', String(!hidden));
}
function toggleLayout() {
  if (relayout.isRunning) return relayout.stop();
  byId('to-layout').setAttribute('aria-pressed', 'true');
  relayout.start(part, stage.fitScale);
}
function toggleMenu(open) {
  byId('save-menu').hidden = !open;
  byId('to-save').setAttribute('aria-expanded', String(open));
}

function saveAs(kind) {
  if (kind === 'json') savers.json(graph, part);
  else if (kind.endsWith('-csv')) { table.show(kind.slice(0, 5), part); table.save(); }
  else if (kind === 'link') navigator.clipboard?.writeText(location.href.split('#')[0] + store.address());
  else savers[kind](stage);
}

for (const [id, act] of Object.entries({
  'to-fit': () => stage.fit(), 'to-layout': toggleLayout, 'to-table': toggleTable, 'to-theme': toggleTheme,
  'to-side': toggleSide, 'to-about': () => openAbout(graph, meaning), 'table-close': toggleTable,
})) byId(id).addEventListener('click', act);
byId('to-save').addEventListener('click', () => toggleMenu(byId('save-menu').hidden));
byId('save-menu').addEventListener('click', (event) => {
  const kind = event.target.dataset.kind;
  if (kind) { toggleMenu(false); saveAs(kind); }
});
document.addEventListener('pointerdown', (event) => { if (!event.target.closest('#tools')) toggleMenu(false); });
for (const input of document.querySelectorAll('#table [name=rows]')) {
  input.addEventListener('change', () => change({ table: input.value }));
}

// ---- keyboard

function stepThrough(nodes, from, way) {
  const at = nodes.indexOf(from);
  return at < 0 ? nodes[way > 0 ? 0 : nodes.length - 1] : nodes[at + way];
}

wireKeys({
  search: () => { if (document.body.classList.contains('no-side')) toggleSide(); byId('search').focus(); },
  fit: () => stage.fit(), zoom: (factor) => stage.zoomBy(factor), pan: (x, y) => stage.panBy(x, y),
  table: toggleTable, side: toggleSide, arrange: toggleLayout, theme: toggleTheme, about: () => openAbout(graph, meaning),
  escape: () => {
    if (byId('about').open) return;
    if (!byId('save-menu').hidden) return toggleMenu(false);
    if (state.table) return change({ table: '' });
    marked = undefined;
    letGo();
    stage.setFocus(null);
  },
  step: (way) => {
    const next = stepThrough(part.nodes, marked, way);
    if (next === undefined) return;
    marked = next;
    byId('stage').focus();
    bringIntoSight(marked);
    stage.setFocus({ node: marked });
    say(`${graph.label(marked)}, ${graph.degree[marked]} links`);
  },
  open: () => { if (marked !== undefined) openNode(marked); },
  neighbour: (way) => {
    const around = selection()?.node ?? marked;
    if (around === undefined) return;
    const ring = stepThrough.ring?.centre === around ? stepThrough.ring : { centre: around, at: -1 };
    const edges = [...graph.edgesOf(around)].sort((a, b) => graph.weight[b] - graph.weight[a]);
    ring.at = (ring.at + way + edges.length) % (edges.length || 1);
    stepThrough.ring = ring;
    if (edges.length) { marked = graph.otherEnd(edges[ring.at], around); say(`${graph.label(marked)}, weight ${show(graph.weight[edges[ring.at]])}`); stage.setFocus({ node: marked }); }
  },
});

// ---- the start

wireSearch(graph, makeFinder(graph), () => look, (node) => { openNode(node); stage.goTo(node); byId('stage').focus(); });
wireAbout();
prefersDark.addEventListener('change', () => { pending.add('theme'); update(); });
addEventListener('hashchange', () => { store.restore(location.hash); if (state.view) stage.goToAddress(state.view); });

if (innerWidth <= 820) toggleSide();
makeLookNow();
part = visiblePart(graph, state, measureOf(graph, state));
showSummary();
showControls(look);
showTime(look);
stage.showLabels = state.labels === 'yes';
Object.assign(stage, { part, look });
showSelection();
stage.measure();
if (state.view) stage.goToAddress(state.view); else stage.fit();
stage.draw();
showTable();
if (!graph.hasPositions) toggleLayout();
document.body.dataset.ready = 'yes';
