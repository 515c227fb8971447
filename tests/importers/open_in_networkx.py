"""open_in_networkx.py FOLDER STEM...: reads STEM.* with networkx and compares labels and weights with
STEM.json. Exit 77 when networkx is not installed."""
import json
import re
import sys
import warnings

try:
    import networkx as nx
    from networkx.readwrite import cytoscape_graph, json_graph
except ImportError:
    sys.exit(77)

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.filterwarnings("ignore", category=FutureWarning)
not_in_xml = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def node_link(data):
    try:
        return json_graph.node_link_graph(data, edges="links")
    except TypeError:
        return json_graph.node_link_graph(data)


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


readers = {
    "json": lambda path: node_link(read_json(path)),
    "cyjs": lambda path: cytoscape_graph(read_json(path)),
    "graphml": nx.read_graphml,
    "gexf": nx.read_gexf,
}

failures = 0
for stem in sys.argv[2:]:
    truth = read_json(f"{sys.argv[1]}/{stem}.json")
    for suffix, read in readers.items():
        name = f"{stem}.{suffix}"
        graph = read(f"{sys.argv[1]}/{name}")
        xml = suffix in ("graphml", "gexf")
        want = {n["id"]: not_in_xml.sub("\ufffd", n["label"]) if xml else n["label"] for n in truth["nodes"]}
        weights = {frozenset((e["source"], e["target"])): e["weight"] for e in truth["links"]}
        got = {frozenset((a, b)): w for a, b, w in graph.edges(data="weight")}
        for what, same in {
            "labels": dict(graph.nodes(data="label")) == want,
            "weights": got == weights,
            "undirected": not graph.is_directed() and not graph.is_multigraph(),
        }.items():
            if not same:
                print(f"{name}: {what} differ")
                failures += 1
sys.exit(1 if failures else 0)
