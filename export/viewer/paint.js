// Describes the picture of a graph to a pen.
import { placeLabels, shorten } from './labels.js';
import { shapes } from './palette.js';

const widths = [.7, 1.1, 1.8, 2.8, 4.2];
const alphas = [.42, .5, .58, .66, .75];
const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

const root = (value) => Math.sqrt(Math.max(0, value));

/** Sizes that belong to a graph and not to what is visible of it: areas are as the numbers. */
export function makeSizes(graph) {
  const nodes = Math.max(1, graph.nodes.size), top = graph.importance[graph.byImportance[0]] || 1;
  const largest = Math.min(26, Math.max(7, 66 / nodes ** .24));
  const smallest = Math.max(1.4, largest / 7);
  const heaviest = graph.weight[graph.byWeight[0]] || 1;
  const lightest = graph.weight[graph.byWeight[graph.byWeight.length - 1]] || 0;
  const thin = root(lightest), step = widths.length / (root(heaviest) - thin || 1);
  const base = graph.importance.map((value) => smallest + (largest - smallest) * root(value / top));
  const bucket = Uint8Array.from(graph.weight, (value) => Math.min(widths.length - 1, Math.max(0, Math.floor((root(value) - thin) * step))));
  return { base, bucket, largest };
}

/** Size of a label on screen: the more important, the larger. Whole pixels, because every further
 *  size is a font that the browser has to prepare. */
const labelSize = (base, largest) => Math.round(10.7 + 5.3 * (base / largest) ** 1.2);
const weightOf = (size) => (size > 13 ? 600 : 500);
const fontOf = (size) => `${weightOf(size)} ${size}px ${family}`;

/** Widths of texts: each is measured once, at one size, since measuring is slow. */
export function makeRuler() {
  const measured = 12, known = new Map(), contexts = new Map([500, 600].map((weight) => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = `${weight} ${measured}px ${family}`;
    return [weight, context];
  }));
  return (text, size) => {
    const weight = weightOf(size), key = `${weight} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (known.size > 20000) known.clear();
      width = contexts.get(weight).measureText(text).width;
      known.set(key, width);
    }
    return width * size / measured;
  };
}

/** How much larger nodes are drawn at a zoom (1: everything just fits) in a window of that area. */
export function growth(zoom, area) {
  const usual = 560000;   // square pixels for which the sizes were chosen
  return Math.min(3.2, Math.max(.55, Math.sqrt(zoom))) * Math.min(1, Math.max(.4, Math.sqrt(area / usual)));
}

/** `view`: {k, x, y, grow, box} maps the graph to the screen; `box` is what is drawn. */
export function paintEdges(pen, graph, look, sizes, view, edges, strong) {
  const { k, x: tx, y: ty, box } = view, { source, target, x, y } = graph;
  const thick = Math.min(1.7, view.grow), batches = new Map();
  for (let i = edges.length - 1; i >= 0; --i) {
    const e = edges[i], a = source[e], b = target[e];
    const x1 = x[a] * k + tx, y1 = y[a] * k + ty, x2 = x[b] * k + tx, y2 = y[b] * k + ty;
    if ((x1 < box.left && x2 < box.left) || (x1 > box.right && x2 > box.right) ||
        (y1 < box.top && y2 < box.top) || (y1 > box.bottom && y2 > box.bottom)) continue;
    const within = look.colouring === 'group' && look.slots[a] === look.slots[b];
    const key = sizes.bucket[e] * 32 + (within ? look.slots[a] : 31);
    let ends = batches.get(key);
    if (!ends) batches.set(key, ends = []);
    ends.push(x1, y1, x2, y2);
  }
  const crowded = Math.min(1, .4 + 1200 / (edges.length + 1));
  for (const key of [...batches.keys()].sort((a, b) => a - b)) {
    const bucket = key >> 5, slot = key & 31;
    pen.lines({
      colour: slot === 31 ? look.theme.edge : look.colourOf(slot), width: widths[bucket] * thick,
      alpha: strong ? .9 : alphas[bucket] * (bucket < 2 ? crowded : Math.max(.7, crowded)),
    }, batches.get(key));
  }
}

function isInside(box, x, y, r) {
  return x + r > box.left && x - r < box.right && y + r > box.top && y - r < box.bottom;
}

/** Large nodes first, so that small ones are never hidden under them. */
export function paintNodes(pen, graph, look, sizes, view, nodes) {
  const { k, x: tx, y: ty, box } = view, { grow } = view, batches = new Map();
  for (const n of nodes) {
    const px = graph.x[n] * k + tx, py = graph.y[n] * k + ty, r = sizes.base[n] * grow;
    if (!isInside(box, px, py, r)) continue;
    const layer = 3 - Math.min(3, Math.floor(4 * sizes.base[n] / sizes.largest));
    const key = layer * 4096 + look.slots[n] * 64 + look.shapeSlots[n];
    let places = batches.get(key);
    if (!places) batches.set(key, places = []);
    places.push(px, py, r);
  }
  for (const key of [...batches.keys()].sort((a, b) => a - b)) {
    pen.marks({
      shape: shapes[key & 63], fill: look.colourOf((key >> 6) & 63), stroke: look.theme.paper,
      width: sizes.largest * grow > 9 ? 2 : 1.2,
    }, batches.get(key));
  }
}

/** `nodes` by falling importance. */
export function paintLabels(pen, graph, look, sizes, view, nodes, ruler, most) {
  const { k, x: tx, y: ty, box, free = box } = view, { grow } = view, wanted = [];
  for (const n of nodes) {
    if (wanted.length >= 4 * most) break;
    const x = graph.x[n] * k + tx, y = graph.y[n] * k + ty, r = sizes.base[n] * grow;
    if (!isInside(box, x, y, r)) continue;
    // What is in sight is named in sight; the rest is for when the picture is moved.
    const inside = isInside(free, x, y, 0) ? free : box;
    wanted.push({ text: shorten(graph.label(n)), x, y, r, inside, size: labelSize(sizes.base[n], sizes.largest) });
  }
  for (const label of placeLabels(wanted, ruler, most)) {
    pen.text({
      font: fontOf(label.size), size: label.size, weight: weightOf(label.size),
      fill: look.theme.ink, halo: look.theme.halo, align: label.align,
    }, label.text, label.tx, label.ty);
  }
}

/** How many names fit a picture of that size without making it a page of text. */
export const labelRoom = (width, height) => Math.round(width * height / 15000);
