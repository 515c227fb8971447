"""parquet.py README FOLDER STEM...: makes Parquet of STEM.edges.csv by the lines of the README, with
DuckDB and, where they are installed, pandas and pyarrow, and compares weights with STEM.json."""
import json
import os
import re
import shutil
import subprocess
import sys

import duckdb

readme = open(sys.argv[1], encoding="utf-8").read()
statement = re.search(r'^ +duckdb -c "(.*)"$', readme, re.M).group(1)
pandas_line = re.search(r"^ +python3 -c \"(import pandas.*)\"$", readme, re.M).group(1)
os.chdir(sys.argv[2])


def check(reader, stem):
    with open(f"{stem}.json", encoding="utf-8") as file:
        truth = [(e["source"], e["target"], e["weight"]) for e in json.load(file)["links"]]
    got = duckdb.sql("SELECT Source, Target, Weight FROM 'g.edges.parquet'").fetchall()
    same = sorted(got) == sorted(truth)
    print(f"{'ok  ' if same else 'FAIL'} {reader:<18} {stem}.edges.csv to Parquet")
    return same


ok = True
for stem in sys.argv[3:]:
    shutil.copy(f"{stem}.edges.csv", "g.edges.csv")
    duckdb.sql(statement)
    ok = check("DuckDB", stem) and ok
    try:
        import pandas, pyarrow
    except ImportError:
        print(f"skip pandas             {stem}.edges.csv: pandas or pyarrow is not installed")
        continue
    subprocess.run([sys.executable, "-c", pandas_line], check=True)
    ok = check("pandas", stem) and ok
for name in ("g.edges.csv", "g.edges.parquet"):
    os.remove(name)
sys.exit(not ok)
