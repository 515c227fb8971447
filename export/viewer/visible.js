// Which nodes and edges the filters let through.

/** Do the days of a row touch the chosen days? A row without a date always does. */
function inTime(days, row, from, to) {
  return !(days.from[row] > to) && !(days.to[row] < from);
}

function passingNodes(graph, state) {
  const kinds = new Set(state.hiddenKinds), groups = new Set(state.hiddenGroups);
  const [from, to] = [state.from ?? -Infinity, state.to ?? Infinity];
  const passes = new Uint8Array(graph.nodes.size);
  for (let n = 0; n < passes.length; ++n) {
    passes[n] = !kinds.has(graph.kind(n)) && !groups.has(String(graph.group(n))) &&
                inTime(graph.nodeDays, n, from, to);
  }
  return passes;
}

function passingEdges(graph, state, nodes, measure) {
  const [from, to] = [state.from ?? -Infinity, state.to ?? Infinity];
  const edges = [];
  let all = 0;
  for (const e of graph.byWeight) {
    if (graph.weight[e] < state.minWeight) break;
    if (!nodes[graph.source[e]] || !nodes[graph.target[e]]) continue;
    if (measure && state.minMeasure !== null && !(graph.edges.at(e, measure) >= state.minMeasure)) continue;
    if (!inTime(graph.edgeDays, e, from, to)) continue;
    if (all++ < state.top) edges.push(e);
  }
  return { edges: Uint32Array.from(edges), all };
}

/** The visible part: `edges` by falling weight, `nodes` by falling importance, a mask of nodes. */
export function visiblePart(graph, state, measure) {
  const passes = passingNodes(graph, state);
  const { edges, all } = passingEdges(graph, state, passes, measure);
  const mask = new Uint8Array(graph.nodes.size);
  for (const e of edges) mask[graph.source[e]] = mask[graph.target[e]] = 1;
  if (state.lone === 'yes' || edges.length === 0) mask.set(passes);
  return { edges, passing: all, mask, nodes: graph.byImportance.filter((n) => mask[n]) };
}
