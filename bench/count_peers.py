"""count_peers.py PEER IN.tsv OUT.tsv: counts the pairs of a tag table with another library.

Each peer does the whole job by its fastest public way: read, number the tags, count distinct
documents of each pair once, write `a TAB b TAB count`. Peers: scipy, polars, duckdb.
"""
import sys


def occurrences(path):
    """Document and tag numbers of all occurrences, each once, and the tags."""
    import polars as pl

    lines = pl.scan_csv(path, has_header=False, separator="\x01", quote_char=None, new_columns=["line"])
    tags = pl.col("line").str.split("\t").list.slice(1)
    table = (lines.with_row_index("doc").select("doc", tags.alias("tag")).explode("tag")
             .drop_nulls().unique().collect())
    ids = table.select(pl.col("tag").unique()).with_row_index("id")
    return table.join(ids, on="tag").select("doc", tag="id"), ids["tag"]


def write(names, a, b, count, path):
    import polars as pl

    pl.DataFrame({"a": names.gather(a), "b": names.gather(b), "n": count}).write_csv(
        path, separator="\t", include_header=False)


def with_scipy(source, target):
    import numpy as np
    from scipy.sparse import csr_matrix, triu

    table, names = occurrences(source)
    doc, tag = table["doc"].to_numpy(), table["tag"].to_numpy()
    matrix = csr_matrix((np.ones(len(doc), np.int32), (doc, tag)))
    pairs = triu(matrix.T @ matrix, 1).tocoo()
    write(names, pairs.row, pairs.col, pairs.data, target)


def with_polars(source, target):
    import polars as pl

    table, names = occurrences(source)
    lazy = table.lazy()
    pairs = (lazy.join(lazy, on="doc").filter(pl.col("tag") < pl.col("tag_right"))
             .group_by("tag", "tag_right").len().collect(engine="streaming"))
    write(names, pairs["tag"], pairs["tag_right"], pairs["len"], target)


def with_duckdb(source, target):
    import duckdb

    db = duckdb.connect()
    db.execute("""create table seen as with lines as (
        select row_number() over () as doc, string_split(line, chr(9)) as fields
        from read_csv(?, delim = chr(1), header = false, quote = '', escape = '',
                      auto_detect = false, columns = {'line': 'varchar'}))
        select distinct doc, unnest(fields[2:]) as tag from lines""", [source])
    db.execute("create table tags as select tag, row_number() over ()::int as id "
               "from (select distinct tag from seen)")
    db.execute("create table ids as select doc, id from seen join tags using (tag)")
    db.execute(f"""copy (select x.tag, y.tag, n from (
        select l.id as a, r.id as b, count(*) as n from ids l join ids r
        on l.doc = r.doc and l.id < r.id group by all)
        join tags x on x.id = a join tags y on y.id = b)
        to '{target}' (delimiter '\t', header false)""")


if __name__ == "__main__":
    peer, source, target = sys.argv[1:]
    {"scipy": with_scipy, "polars": with_polars, "duckdb": with_duckdb}[peer](source, target)
