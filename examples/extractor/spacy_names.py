#!/usr/bin/env python3
"""Names from spaCy for comention:

    pip install spacy && python3 -m spacy download en_core_web_sm
    comention build pages/ --extractor 'python3 examples/extractor/spacy_names.py' -o graph.html

Reads {"doc_id", "text"} and writes {"doc_id", "mentions": [{"start", "end", "type"}]}, one JSON line
each, in the same order. Offsets count characters, as Python does. Another model: add its name.
"""
import json
import sys

import spacy


def requests():
    for line in sys.stdin:
        record = json.loads(line)
        yield record["text"], record["doc_id"]


def main():
    nlp = spacy.load(sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm")
    for doc, doc_id in nlp.pipe(requests(), as_tuples=True, batch_size=64):
        mentions = [
            {"start": name.start_char, "end": name.end_char, "type": name.label_} for name in doc.ents
        ]
        print(json.dumps({"doc_id": doc_id, "mentions": mentions}))


if __name__ == "__main__":
    main()
