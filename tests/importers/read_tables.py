"""read_tables.py FOLDER STEM...: reads the tables for Neo4j and VOSviewer as strictly as the manuals
of neo4j-admin and VOSviewer describe them, and compares every label and number with STEM.json."""
import csv
import json
import math
import re
import sys

blanks = re.compile("[\t\n\r]")


def fail(where, what):
    raise ValueError(f"{where}: {what}")


def lines_of(path):
    """Lines as Java's readLine gives them; a file ends with a line end."""
    text = open(path, "rb").read().decode("utf-8", "strict")
    if "\r" in text or not text.endswith("\n"):
        fail(path, "a stray line end, or none at the end")
    return text[:-1].split("\n")


def whole(where, text):
    return int(text) if re.fullmatch(r"-?\d+", text) else fail(where, f"{text!r} is no whole number")


def real(where, text):
    if not re.fullmatch(r"-?\d+\.\d+(e[+-]\d+)?", text) or not math.isfinite(float(text)):
        fail(where, f"{text!r} is no real number")
    return float(text)


kinds = {
    "long": whole,
    "double": real,
    "string[]": lambda where, text: text.split(";"),
    None: lambda where, text: text,
}


def neo4j_table(path, special):
    """Rows as dictionaries; `special` fields (:ID, ...) stand under their own names, once each."""
    lines = lines_of(path)
    rows = list(csv.reader(lines, strict=True))
    if len(rows) != len(lines):
        fail(path, "a record of several lines")
    fields = []
    for head in rows[0]:
        name, kind = re.fullmatch(r"([^:]*)(?::(.+))?", head).groups()
        if kind not in kinds and ":" + kind not in special:
            fail(path, f"unknown field type {head!r}")
        fields.append((":" + kind if kind not in kinds else name, kinds.get(kind, kinds[None])))
    names = [name for name, _ in fields]
    if len(set(names)) != len(names) or not set(special) <= set(names):
        fail(path, f"fields {rows[0]}")
    out = []
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(fields):
            fail(f"{path}:{number}", f"{len(row)} fields")
        where = f"{path}:{number}"
        out.append({name: kind(where, text) for (name, kind), text in zip(fields, row) if text != ""})
    return out


def tab_table(path, heads):
    """Rows of a tab-separated table without quotes; `heads` gives a reader for each title."""
    lines = lines_of(path)
    titles = lines[0].split("\t")
    if len(set(titles)) != len(titles):
        fail(path, f"titles {titles}")
    out = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(titles):
            fail(f"{path}:{number}", f"{len(cells)} cells")
        where = f"{path}:{number}"
        out.append({t: heads(path, t)(where, c) for t, c in zip(titles, cells) if c != ""})
    return out


def vos_head(path, title):
    number = lambda where, text: whole(where, text) if "." not in text else real(where, text)
    if re.fullmatch(r"(weight|score)<[^<>]+>", title):
        return number
    known = {"id": whole, "label": kinds[None], "x": real, "y": real, "cluster": whole}
    return known.get(title) or fail(path, f"unknown title {title!r}")


def equal(where, got, want):
    if got != want:
        fail(where, f"{got!r} instead of {want!r}")


def check_neo4j(stem, truth):
    nodes = neo4j_table(f"{stem}.nodes.neo4j.csv", [":ID", ":LABEL"])
    flat = lambda text: re.sub("[\n\r]", " ", text)
    same = ("occurrences", "documents", "community", "pagerank", "x", "y", "size")
    for got, want in zip(nodes, truth["nodes"], strict=True):
        equal(stem, got[":ID"], want["id"])
        equal(stem, got.get("label"), flat(want["label"]))
        equal(stem, got[":LABEL"], want["type"])
        equal(stem, [got.get(name) for name in same], [want.get(name) for name in same])
    rows = neo4j_table(f"{stem}.relationships.neo4j.csv", [":START_ID", ":END_ID", ":TYPE"])
    for got, want in zip(rows, truth["links"], strict=True):
        equal(stem, (got[":START_ID"], got[":END_ID"]), (want["source"], want["target"]))
        for name in ("weight", "count", "documents", "npmi"):
            equal(stem, got.get(name), want.get(name))


def check_vosviewer(stem, truth):
    items = tab_table(f"{stem}.map.vos.txt", vos_head)
    for got, (number, want) in zip(items, enumerate(truth["nodes"], 1), strict=True):
        equal(stem, (got["id"], got["label"]), (number, blanks.sub(" ", want["label"])))
        equal(stem, (got["x"], got["y"]), (want["x"], want["y"]))
        equal(stem, got.get("cluster"), want["community"] + 1)
        equal(stem, got["weight<occurrences>"], want["occurrences"])
    links = [line.split("\t") for line in lines_of(f"{stem}.network.vos.txt")] if truth["links"] else []
    number = {node["id"]: i for i, node in enumerate(truth["nodes"], 1)}
    for got, want in zip(links, truth["links"], strict=True):
        ends = [whole(stem, end) for end in got[:2]]
        equal(stem, ends, [number[want["source"]], number[want["target"]]])
        equal(stem, [real(stem, strength) for strength in got[2:]], [want["weight"]])


for name in sys.argv[2:]:
    path = f"{sys.argv[1]}/{name}"
    with open(f"{path}.json", encoding="utf-8") as file:
        truth = json.load(file)
    check_neo4j(path, truth)
    check_vosviewer(path, truth)
