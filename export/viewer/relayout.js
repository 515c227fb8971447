// Arranges the shown part afresh while one looks on.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

export class Relayout {
  /** `moved` is called after each step, `stopped` at the end. */
  constructor(graph, sizes, { moved, stopped }) {
    Object.assign(this, { graph, sizes, moved, stopped, simulation: null });
  }

  get isRunning() { return this.simulation !== null; }

  start(part, fitScale) {
    this.stop();
    const { graph, sizes } = this, unit = 1 / fitScale, index = new Map();
    const bodies = Array.from(part.nodes, (n, i) => {
      index.set(n, i);
      return { node: n, x: graph.x[n] / unit, y: graph.y[n] / unit, r: sizes.base[n] };
    });
    const links = Array.from(part.edges, (e) => ({
      source: index.get(graph.source[e]), target: index.get(graph.target[e]), bucket: sizes.bucket[e],
    }));
    const many = bodies.length;
    this.unit = unit;
    this.bodies = bodies;
    this.simulation = forceSimulation(bodies)
      .force('link', forceLink(links).distance(many > 800 ? 14 : 34).strength((link) => .06 + .05 * link.bucket))
      .force('push', forceManyBody().strength(many > 800 ? -14 : -70).theta(.95).distanceMax(520))
      .force('room', many > 4000 ? null : forceCollide((body) => body.r + 2))
      .force('x', forceX(this.middle('x')).strength(.03)).force('y', forceY(this.middle('y')).strength(.03))
      .alphaDecay(.018).stop();
    this.run();
  }

  middle(axis) {
    return this.bodies.reduce((sum, body) => sum + body[axis], 0) / (this.bodies.length || 1);
  }

  run() {
    const { simulation } = this;
    const step = () => {
      if (simulation !== this.simulation) return;
      simulation.tick();
      for (const { node, x, y } of this.bodies) { this.graph.x[node] = x * this.unit; this.graph.y[node] = y * this.unit; }
      this.moved();
      if (simulation.alpha() < simulation.alphaMin()) this.stop();
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** Holds a node where the hand has it. */
  hold(node, isHeld) {
    const body = this.bodies?.find((one) => one.node === node);
    if (!body) return;
    body.fx = isHeld ? this.graph.x[node] / this.unit : null;
    body.fy = isHeld ? this.graph.y[node] / this.unit : null;
    if (isHeld) this.simulation?.alpha(Math.max(this.simulation.alpha(), .25));
  }

  stop() {
    if (!this.simulation) return;
    this.simulation = null;
    this.stopped();
  }
}

/** Positions for a graph that came without any: groups around a spiral, settled by a short run. */
export function firstPlaces(graph) {
  const turn = Math.PI * (3 - Math.sqrt(5));
  graph.byImportance.forEach((n, rank) => {
    const far = 10 * Math.sqrt(rank + .5);
    graph.x[n] = far * Math.cos(rank * turn);
    graph.y[n] = far * Math.sin(rank * turn);
  });
}
