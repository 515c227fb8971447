#!/usr/bin/env python3
"""strongest.py GRAPH.json: loads node-link JSON of comention into networkx and prints the strongest
links, with a sentence for each, and the nodes that most shortest ways lead through."""
import json
import sys

import networkx as nx
from networkx.readwrite import json_graph


def load(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    # networkx 3.4 renamed the argument; older ones call it `link` and take "links" by default.
    try:
        return json_graph.node_link_graph(data, edges="links")
    except TypeError:
        return json_graph.node_link_graph(data)


def main():
    graph = load(sys.argv[1])
    label = graph.nodes(data="label")
    print(f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} links")
    strongest = sorted(graph.edges(data=True), key=lambda e: (-e[2]["weight"], e[0], e[1]))
    for source, target, link in strongest[:3]:
        print(f"{label[source]} - {label[target]}: {link['weight']:.2f}")
        for sentence in link.get("evidence", [])[:1]:
            print(f"  {sentence['text']}")
    between = nx.betweenness_centrality(graph)
    for node in sorted(between, key=lambda n: (-between[n], n))[:2]:
        print(f"between others: {label[node]} {between[node]:.3f}")


main()
