// Saves what is shown: PNG, SVG, JSON, CSV. Everything is made here; nothing is sent anywhere.
import { make } from './dom.js';
import { labelRoom } from './paint.js';
import { CanvasPen, SvgPen } from './pens.js';

function save(name, blob) {
  const url = URL.createObjectURL(blob);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

const saveText = (name, type, text) => save(name, new Blob([text], { type: `${type};charset=utf-8` }));

/** The view without the panels: what is seen of the graph, moved to the corner of the picture. */
function pictureOf(stage) {
  const { width, height } = stage, view = stage.view;
  view.box = { left: 0, top: 0, right: width, bottom: height };
  view.free = view.box;
  return { width, height, view, names: labelRoom(width, height) };
}

function png(stage) {
  const { width, height, view, names } = pictureOf(stage), scale = 2;
  const canvas = make('canvas', { width: width * scale, height: height * scale }), context = canvas.getContext('2d');
  context.scale(scale, scale);
  context.fillStyle = stage.look.theme.paper;
  context.fillRect(0, 0, width, height);
  stage.paint(new CanvasPen(context), view, names);
  canvas.toBlob((blob) => save('graph.png', blob), 'image/png');
}

function svg(stage) {
  const { width, height, view, names } = pictureOf(stage), pen = new SvgPen(width, height, stage.look.theme.paper);
  stage.paint(pen, view, names);
  saveText('graph.svg', 'image/svg+xml', pen.finish());
}

function rowObject(frame, row, first) {
  const object = { ...first };
  for (const column of frame.columns) {
    const value = frame.at(row, column);
    // defineProperty: a column may be called __proto__.
    if (value !== null) Object.defineProperty(object, column.name, { value, enumerable: true });
  }
  return object;
}

function json(graph, part) {
  const nodes = Array.from(part.nodes, (n) => rowObject(graph.nodes, n, { id: graph.id(n) }));
  const links = Array.from(part.edges, (e) => rowObject(graph.edges, e, { source: graph.id(graph.source[e]), target: graph.id(graph.target[e]) }));
  saveText('graph.json', 'application/json', JSON.stringify({ directed: false, multigraph: false, graph: graph.metadata, nodes, links }));
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? value.join(' | ') : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Saves a table: `columns` are [{name, value(row)}]. */
export function saveCsv(name, columns, rows) {
  const lines = [columns.map((column) => csvCell(column.name)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => csvCell(column.value(row))).join(','));
  saveText(name, 'text/csv', `${lines.join('\r\n')}\r\n`);
}

export const savers = { png, svg, json };
