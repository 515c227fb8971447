// graph_layout_peer.mjs GRAPH.tsv STEPS: graphology-layout-forceatlas2 on the same edge list as
// bench-graph, CPU seconds of the steps alone as one JSON line. Run it in a folder in which graphology and
// graphology-layout-forceatlas2 are installed. THETA: opening of Barnes-Hut.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const require = createRequire(process.cwd() + '/');
const Graph = require('graphology');
const forceAtlas2 = require('graphology-layout-forceatlas2');

const [path, steps] = process.argv.slice(2);
const graph = new Graph({ type: 'undirected' });
const node = (id) => {
  if (graph.hasNode(id)) return;
  const n = Number(id), r = 10 * Math.sqrt(n), a = n * 2.399963229728653;
  graph.addNode(id, { x: r * Math.cos(a), y: r * Math.sin(a) });
};
for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
  const [a, b, weight] = line.split('\t');
  node(a);
  node(b);
  graph.addEdge(a, b, { weight: Number(weight) });
}
const settings = { barnesHutOptimize: true, barnesHutTheta: Number(process.env.THETA ?? 0.5) };
const start = process.cpuUsage();
forceAtlas2(graph, { iterations: Number(steps), settings });
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({
  task: 'layout', nodes: graph.order, edges: graph.size, steps: Number(steps),
  task_cpu: (user + system) / 1e6,
}));
