// The canvas: pan, zoom, drag, hover, click. The picture is drawn a little larger than the window;
// while a hand moves it, only its place changes, and it is drawn afresh when the hand rests.
import { drag } from 'd3-drag';
import { quadtree } from 'd3-quadtree';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { byId, debounce, oncePerFrame } from './dom.js';
import { growth, labelRoom, makeRuler, paintEdges, paintLabels, paintNodes } from './paint.js';
import { CanvasPen } from './pens.js';

const margin = .15;       // of the window's size, drawn beyond each side
const quickDraw = 9;      // milliseconds: a picture drawn faster is drawn for every frame

export class Stage {
  /** `told`: {hover(node), click({node, edge}), moved(view), dragged(node, phase)}. */
  constructor(graph, sizes, told) {
    Object.assign(this, { graph, sizes, told, part: null, look: null, showLabels: true });
    this.element = byId('stage');
    this.base = byId('base');
    this.names = byId('names');   // apart from the base: names vanish where something stands out
    this.over = byId('over');
    this.ruler = makeRuler();
    this.transform = zoomIdentity;
    this.focus = null;       // {node} or {edge} that stands out
    this.cost = 0;
    this.later = debounce(110, () => this.draw());
    this.soon = oncePerFrame(() => this.frame());
    this.zoom = zoom().scaleExtent([1e-4, 1e4]).clickDistance(4)
      .filter((event) => !event.button && (!event.ctrlKey || event.type === 'wheel'))
      .on('zoom', (event) => this.onZoom(event));
    select(this.element).call(this.dragging()).call(this.zoom).on('dblclick.zoom', null);
    this.listen();
    new ResizeObserver(() => this.resize()).observe(this.element);
    this.resize();
  }

  // ---- what is shown

  show(part, look) {
    Object.assign(this, { part, look });
    this.tree = null;
    this.draw();
  }

  setFocus(focus) {
    this.focus = focus;
    this.element.classList.toggle('focused', Boolean(focus));
    this.drawOver();
  }

  get view() {
    const { x, y, k } = this.transform;
    return { x, y, k, grow: growth(k / this.fitScale, this.room) };
  }

  // ---- drawing

  resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height || (width === this.width && height === this.height)) return;
    const first = !this.width;
    if (!first) this.keepCentre(width, height);
    Object.assign(this, { width, height, pixels: Math.min(2, window.devicePixelRatio || 1) });
    this.side = { x: Math.round(width * margin), y: Math.round(height * margin) };
    for (const canvas of [this.base, this.names]) {
      size(canvas, width + 2 * this.side.x, height + 2 * this.side.y, this.pixels);
    }
    size(this.over, width, height, this.pixels);
    this.measure();
    if (this.part) this.draw();
  }

  keepCentre(width, height) {
    const { x, y, k } = this.transform;
    this.transform = zoomIdentity.translate(x + (width - this.width) / 2, y + (height - this.height) / 2).scale(k);
    this.element.__zoom = this.transform;
  }

  draw() {
    if (!this.part || !this.width) return;
    const began = performance.now(), { side } = this, view = this.view;
    view.box = { left: -side.x, top: -side.y, right: this.width + side.x, bottom: this.height + side.y };
    view.free = this.openBox();
    this.paintGraph(this.clear(this.base), view);
    this.paintNames(this.clear(this.names), view, labelRoom(this.width, this.height) * 1.7);
    this.drawn = this.transform;
    for (const canvas of [this.base, this.names]) place(canvas, -side.x, -side.y, 1);
    this.cost = performance.now() - began;
    this.drawOver();
  }

  /** A pen on an empty canvas of the larger size. */
  clear(canvas) {
    const context = canvas.getContext('2d'), { side, pixels } = this;
    context.setTransform(pixels, 0, 0, pixels, 0, 0);
    context.clearRect(0, 0, this.width + 2 * side.x, this.height + 2 * side.y);
    context.translate(side.x, side.y);
    return new CanvasPen(context);
  }

  /** The whole picture through one pen. */
  paint(pen, view, names) {
    this.paintGraph(pen, view);
    this.paintNames(pen, view, names);
  }

  paintGraph(pen, view) {
    const { graph, look, sizes, part } = this;
    paintEdges(pen, graph, look, sizes, view, part.edges, false);
    paintNodes(pen, graph, look, sizes, view, part.nodes);
  }

  paintNames(pen, view, names) {
    const { graph, look, sizes, part } = this;
    if (this.showLabels) paintLabels(pen, graph, look, sizes, view, part.nodes, this.ruler, names);
  }

  /** What is in focus and its neighbours, above the faded rest. */
  drawOver() {
    const isOn = this.focus && this.part;
    if (!isOn && !this.isOverDrawn) return;
    const context = this.over.getContext('2d');
    context.setTransform(this.pixels, 0, 0, this.pixels, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    this.isOverDrawn = Boolean(isOn);
    if (!isOn) return;
    const { graph, look, sizes } = this, pen = new CanvasPen(context), view = this.view;
    view.box = { left: -50, top: -50, right: this.width + 50, bottom: this.height + 50 };
    view.free = this.openBox();
    const edges = this.focusEdges(), nodes = new Set(this.focus.node === undefined ? [] : [this.focus.node]);
    for (const e of edges) { nodes.add(graph.source[e]); nodes.add(graph.target[e]); }
    const named = [...nodes].sort((a, b) => graph.importance[b] - graph.importance[a]);
    paintEdges(pen, graph, look, sizes, view, edges, true);
    paintNodes(pen, graph, look, sizes, view, named);
    this.ring(context, this.focus.node);
    const first = this.focus.node === undefined ? [] : [this.focus.node];
    paintLabels(pen, graph, look, sizes, view, [...first, ...named.filter((n) => n !== first[0])], this.ruler, 60);
  }

  focusEdges() {
    if (this.focus.edge !== undefined) return [this.focus.edge];
    const drawn = this.drawnEdges ??= new Set();
    if (drawn.part !== this.part) {
      this.drawnEdges = new Set(this.part.edges);
      this.drawnEdges.part = this.part;
    }
    return [...this.graph.edgesOf(this.focus.node)].filter((e) => this.drawnEdges.has(e))
      .sort((a, b) => this.graph.weight[b] - this.graph.weight[a]);
  }

  ring(context, node) {
    if (node === undefined) return;
    const { k, x, y, grow } = this.view;
    context.beginPath();
    context.arc(this.graph.x[node] * k + x, this.graph.y[node] * k + y, this.sizes.base[node] * grow * 1.15 + 4, 0, 7);
    context.strokeStyle = this.look.theme.focus;
    context.lineWidth = 2;
    context.stroke();
  }

  // ---- moving

  onZoom(event) {
    this.transform = event.transform;
    this.soon();
  }

  frame() {
    const { x: x0, y: y0, k: k0 } = this.drawn ?? {};
    if (this.transform.x === x0 && this.transform.y === y0 && this.transform.k === k0) return;
    this.told.moved();
    if (!this.drawn || this.cost < quickDraw) return this.draw();
    const scale = this.transform.k / this.drawn.k;
    const x = (-this.side.x - this.drawn.x) * scale + this.transform.x;
    const y = (-this.side.y - this.drawn.y) * scale + this.transform.y;
    for (const canvas of [this.base, this.names]) place(canvas, x, y, scale);
    this.drawOver();
    const isBare = x > 0 || y > 0 || x + scale * (this.width + 2 * this.side.x) < this.width ||
                   y + scale * (this.height + 2 * this.side.y) < this.height;
    if (isBare && performance.now() - (this.patched ?? 0) > 200) {
      this.patched = performance.now();
      return this.draw();
    }
    this.later();
  }

  /** Scale and middle of the whole graph. */
  measure() {
    const { x, y } = this.graph, box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (let n = 0; n < x.length; ++n) {
      box.left = Math.min(box.left, x[n]); box.right = Math.max(box.right, x[n]);
      box.top = Math.min(box.top, y[n]); box.bottom = Math.max(box.bottom, y[n]);
    }
    if (!x.length) Object.assign(box, { left: 0, right: 0, top: 0, bottom: 0 });
    const free = this.freeBox();
    this.room = (free.right - free.left) * (free.bottom - free.top);
    const width = Math.max(box.right - box.left, 1e-6), height = Math.max(box.bottom - box.top, 1e-6);
    this.fitScale = x.length < 2 ? 1 : Math.min((free.right - free.left) / width, (free.bottom - free.top) / height);
    this.middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  }

  /** The part of the window that no panel covers. */
  openBox() {
    const wide = this.width > 820, edge = 4;
    const left = wide && !document.body.classList.contains('no-side') ? byId('side').offsetWidth + 12 : 0;
    const right = wide && !byId('details').hidden ? byId('details').offsetWidth + 12 : 0;
    const taken = (id) => (byId(id).hidden ? 0 : byId(id).offsetHeight + 12);
    const bottom = taken('timeline') + (wide ? 0 : taken('details'));
    return { left: left + edge, right: this.width - right - edge, top: 56, bottom: this.height - bottom - edge };
  }

  /** The part that a picture is fitted into. */
  freeBox() {
    const { left, right, top, bottom } = this.openBox(), edge = Math.min(56, this.width / 12);
    return { left: left + edge, right: right - edge, top: top + edge / 2, bottom: bottom - edge / 2 };
  }

  fit() {
    this.measure();
    this.lookAt(this.middle.x, this.middle.y, this.fitScale);
  }

  /** Brings a point of the graph to the middle of the free part. */
  lookAt(x, y, k) {
    const free = this.freeBox();
    const to = zoomIdentity.translate((free.left + free.right) / 2, (free.top + free.bottom) / 2).scale(k).translate(-x, -y);
    select(this.element).call(this.zoom.transform, to);
  }

  goTo(node) { this.lookAt(this.graph.x[node], this.graph.y[node], Math.max(this.transform.k, this.fitScale * 1.6)); }

  zoomBy(factor) { select(this.element).call(this.zoom.scaleBy, factor); }

  panBy(x, y) { select(this.element).call(this.zoom.translateBy, x / this.transform.k, y / this.transform.k); }

  /** The view as text for the address: middle in graph units, zoom against the fitting one. */
  get address() {
    const free = this.freeBox(), { x, y, k } = this.transform;
    const at = (pixel, shift) => +(((pixel - shift) / k).toPrecision(6));
    return [at((free.left + free.right) / 2, x), at((free.top + free.bottom) / 2, y), +(k / this.fitScale).toPrecision(4)].join(',');
  }

  goToAddress(text) {
    const [x, y, level] = text.split(',').map(Number);
    if ([x, y, level].every(Number.isFinite) && level > 0) this.lookAt(x, y, level * this.fitScale);
    else this.fit();
  }

  // ---- pointing

  nodeAt(px, py) {
    const { graph, sizes, part } = this;
    if (!part) return undefined;
    this.tree ??= quadtree([...part.nodes], (n) => graph.x[n], (n) => graph.y[n]);
    const { x: tx, y: ty, k, grow } = this.view;
    const x = (px - tx) / k, y = (py - ty) / k, reach = (sizes.largest * grow * 1.3 + 4) / k;
    let best, nearest = Infinity;
    this.tree.visit((quad, x0, y0, x1, y1) => {
      if (!quad.length) {
        do {
          const n = quad.data, r = (sizes.base[n] * grow * 1.1 + 3) / k;
          const distance = Math.hypot(graph.x[n] - x, graph.y[n] - y);
          if (distance <= r && distance / r < nearest) { best = n; nearest = distance / r; }
        } while ((quad = quad.next));
        return true;
      }
      return x0 > x + reach || x1 < x - reach || y0 > y + reach || y1 < y - reach;
    });
    return best;
  }

  edgeAt(px, py) {
    const { graph, part } = this, { x: tx, y: ty, k } = this.transform;
    let best, nearest = 5;
    for (const e of part?.edges ?? []) {
      const a = graph.source[e], b = graph.target[e];
      const x1 = graph.x[a] * k + tx, y1 = graph.y[a] * k + ty;
      const dx = graph.x[b] * k + tx - x1, dy = graph.y[b] * k + ty - y1;
      const along = Math.min(1, Math.max(0, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy || 1)));
      const distance = Math.hypot(x1 + along * dx - px, y1 + along * dy - py);
      if (distance < nearest) { best = e; nearest = distance; }
    }
    return best;
  }

  listen() {
    let at = null;
    const look = oncePerFrame(() => {
      if (!at || this.held) return;
      const node = this.nodeAt(at.x, at.y), edge = node === undefined ? this.edgeAt(at.x, at.y) : undefined;
      this.element.style.cursor = node === undefined && edge === undefined ? 'grab' : 'pointer';
      this.told.hover(node, edge, at);
    });
    this.element.addEventListener('pointermove', (event) => {
      if (event.buttons) return;
      at = this.pointOf(event);
      look();
    });
    this.element.addEventListener('pointerleave', () => { at = null; this.told.hover(undefined, undefined, null); });
    this.element.addEventListener('click', (event) => {
      const { x, y } = this.pointOf(event), node = this.nodeAt(x, y);
      this.told.click({ node, edge: node === undefined ? this.edgeAt(x, y) : undefined });
    });
  }

  pointOf(event) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  dragging() {
    const { graph } = this;
    return drag().container(this.element).clickDistance(4)
      .subject((event) => {
        const node = this.nodeAt(event.x, event.y);
        return node === undefined ? null
          : { node, x: graph.x[node] * this.transform.k + this.transform.x, y: graph.y[node] * this.transform.k + this.transform.y };
      })
      .on('start', ({ subject }) => { this.held = { node: subject.node, moved: false }; })
      .on('drag', ({ subject, x, y }) => {
        graph.x[subject.node] = (x - this.transform.x) / this.transform.k;
        graph.y[subject.node] = (y - this.transform.y) / this.transform.k;
        if (!this.held.moved) { this.held.moved = true; this.told.dragged(subject.node, 'start'); }
        this.told.dragged(subject.node, 'move');
        this.cost < quickDraw ? oncePerFrameDraw(this) : this.drawOver();
      })
      .on('end', ({ subject }) => {
        const { moved } = this.held;
        this.held = null;
        if (!moved) return;
        this.tree = null;
        this.told.dragged(subject.node, 'end');
        this.draw();
      });
  }
}

function oncePerFrameDraw(stage) {
  stage.redraw ??= oncePerFrame(() => stage.draw());
  stage.redraw();
}

function size(canvas, width, height, pixels) {
  canvas.width = Math.round(width * pixels);
  canvas.height = Math.round(height * pixels);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

function place(canvas, x, y, scale) {
  canvas.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
}
