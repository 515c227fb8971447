#!/usr/bin/env python3
"""bench/make_graph.py NODES EDGES > graph.tsv: a weighted graph with communities for timing, the same on
every run: u TAB v TAB weight, heavy-tailed degrees, three quarters of the edges inside communities."""
import random
import sys


def main():
    nodes, edges = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(11)
    size = max(8, int(nodes**0.5))
    seen = set()
    while len(seen) < edges:
        u = min(int(nodes * chance.random() ** 2), nodes - 1)
        if chance.random() < 0.75:
            first = u - u % size
            v = first + int(min(size, nodes - first) * chance.random() ** 2)
        else:
            v = min(int(nodes * chance.random() ** 2), nodes - 1)
        if u != v:
            seen.add((min(u, v), max(u, v)))
    out = sys.stdout
    for u, v in sorted(seen):
        out.write(f"{u}\t{v}\t{min(int(chance.paretovariate(1.2)), 5000)}\n")


if __name__ == "__main__":
    main()
