"""graph_networkx.py GRAPH.tsv GROUPS.txt: what networkx finds on a weighted edge list (u TAB v TAB weight),
and the quality of the given groups; one line a result: name, then numbers. Exit 77: no networkx."""
import math
import sys

try:
    import networkx as nx
except ImportError:
    sys.exit(77)

edges = [line.split() for line in open(sys.argv[1])]
edges = [(int(a), int(b), float(w)) for a, b, w in edges]
groups = [int(line) for line in open(sys.argv[2])]
graph = nx.Graph()
graph.add_nodes_from(range(len(groups)))
graph.add_weighted_edges_from(edges)
for _, _, data in graph.edges(data=True):
    data["distance"] = 1 / data["weight"]


def tell(name, values):
    print(name, *(repr(float(v)) for v in values))


def by_node(result):
    return [result[v] for v in range(len(groups))]


tell("degree", by_node(dict(graph.degree())))
tell("strength", by_node(dict(graph.degree(weight="weight"))))
try:
    rank = nx.pagerank(graph, tol=1e-12, max_iter=1000)
except ImportError:  # it wants numpy and scipy; the same in plain Python
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

    rank = _pagerank_python(graph, tol=1e-12, max_iter=1000)
tell("pagerank", by_node(rank))
tell("clustering", by_node(nx.clustering(graph)))
tell("betweenness", by_node(nx.betweenness_centrality(graph, normalized=False)))
tell("betweenness_weighted", by_node(nx.betweenness_centrality(graph, normalized=False, weight="distance")))
tell("closeness", by_node(nx.closeness_centrality(graph)))
tell("components", sorted((len(c) for c in nx.connected_components(graph)), reverse=True))
tell("core", [v in nx.k_core(graph, 3) for v in range(len(groups))])
tell("tree", [sum(d["weight"] for _, _, d in nx.maximum_spanning_edges(graph, data=True))])
parts = {}
for v, g in enumerate(groups):
    parts.setdefault(g, set()).add(v)
tell("modularity", [nx.community.modularity(graph, list(parts.values()))])
louvain = max(nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=s)) for s in range(5))
tell("louvain", [louvain])

# Backbones from their papers' formulas, both directions of an edge written out.
arcs = [(a, b, w) for a, b, w in edges] + [(b, a, w) for a, b, w in edges]
out, count = {}, {}
for a, _, w in arcs:
    out[a] = out.get(a, 0) + w
    count[a] = count.get(a, 0) + 1
alpha = lambda v, w: (1 - w / out[v]) ** (count[v] - 1) if count[v] > 1 else 1
tell("disparity", [min(alpha(a, w), alpha(b, w)) for a, b, w in edges])
n = sum(w for _, _, w in arcs)
p_values = []
for a, b, w in edges:
    x, y = out[a], out[b]
    mean = x * y / n / n
    var = x * y * (n - x) * (n - y) / (n**4 * (n - 1))
    total = mean * (1 - mean) / var - 1  # of both parameters of the prior
    p = (mean * total + w) / (total + n)
    k = n / (x * y)
    d = 1 / (x * y) - n * (x + y) / (x * y) ** 2
    sd = math.sqrt(p * (1 - p) * n) * abs(2 * (k + w * d) / (k * w + 1) ** 2)
    p_values.append(0.5 * math.erfc((k * w - 1) / (k * w + 1) / sd / math.sqrt(2)))
tell("noise", p_values)
