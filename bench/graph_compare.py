"""graph_compare.py BENCH-GRAPH GRAPH.tsv [TASK...]: bench-graph against igraph, leidenalg and networkit, each
on one thread, on a weighted edge list (u TAB v TAB weight); a line a program: task, program, CPU seconds of the task
alone, the peer's time as a multiple of ours, what came out. Peers that cannot be imported are named and left out.
Tasks: community pagerank betweenness."""
import json
import subprocess
import sys
import time

bench, path, *tasks = sys.argv[1:]
rows = [line.split() for line in open(path)]
edges = [(int(a), int(b)) for a, b, _ in rows]
weights = [float(w) for *_, w in rows]
count = 1 + max(b for _, b in edges)


def timed(work):
    start = time.process_time()
    value = work()
    return time.process_time() - start, value


def of_igraph(task, leidenalg=None):
    import igraph

    graph = igraph.Graph(n=count, edges=edges)
    if task == "pagerank":
        return timed(lambda: max(graph.pagerank(weights=weights)))
    if task == "betweenness":
        return timed(lambda: max(graph.betweenness()))
    if leidenalg:
        kind = leidenalg.ModularityVertexPartition
        work = lambda: leidenalg.find_partition(graph, kind, weights=weights, n_iterations=2, seed=1)
    else:
        work = lambda: graph.community_leiden("modularity", weights=weights, n_iterations=2)
    seconds, found = timed(work)
    return seconds, graph.modularity(found.membership, weights=weights)


def of_leidenalg(task):
    import leidenalg

    return of_igraph(task, leidenalg) if task == "community" else None


def of_networkit(task):
    import networkit

    networkit.setNumberOfThreads(1)
    graph = networkit.Graph(count, weighted=task != "betweenness")
    for (a, b), w in zip(edges, weights):
        graph.addEdge(a, b, w)
    if task == "pagerank":
        return timed(lambda: max(networkit.centrality.PageRank(graph, tol=1e-8).run().scores()))
    if task == "betweenness":
        return timed(lambda: max(networkit.centrality.Betweenness(graph).run().scores()) / 2)
    seconds, found = timed(lambda: networkit.community.ParallelLeiden(graph).run().getPartition())
    return seconds, networkit.community.Modularity().getQuality(found, graph)


for task in tasks or ["community", "pagerank", "betweenness"]:
    ours = json.loads(subprocess.check_output([bench, task, path]))
    value = ours.get("modularity", ours.get("max"))
    print(f"{task}\tcomention\t{ours['task_cpu']:.3f}\t1.00\t{value:.6g}", flush=True)
    for peer in (of_networkit, of_igraph, of_leidenalg):
        name = peer.__name__.removeprefix("of_")
        try:
            result = peer(task)
        except ImportError as error:
            print(f"{task}\t{name}\tabsent: {error}")
            continue
        if result:
            seconds, value = result
            print(f"{task}\t{name}\t{seconds:.3f}\t{seconds / ours['task_cpu']:.2f}\t{value:.6g}", flush=True)
