"""Runs datatrove from WARC to deduplicated JSON Lines: job.py FOLDER OUTPUT, where FOLDER has two WARC files, one for each worker.

trafilatura, Gopher repetition and quality, C4 without the punctuation rule, FineWeb, MinHash in its four steps. Uses NLTK's words, which are faster than
spaCy's. Processes are forked, so that libraries are imported once, and trafilatura's limit is a minute per page, so that a busy machine loses no page.
Writes {url, text} of kept documents to OUTPUT.jsonl.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path

from chain import FILTERS, use_nltk
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers.jsonl import JsonlWriter

WORKERS = 2


def main():
    folder, output = sys.argv[1:3]
    use_nltk()
    shutil.rmtree(output, ignore_errors=True)
    config = MinhashConfig()

    def run(name, steps, tasks=WORKERS):
        LocalPipelineExecutor(
            steps, tasks=tasks, workers=WORKERS, logging_dir=f"{output}/logs/{name}", start_method="fork"
        ).run()

    filtered, signatures, buckets, removed = (f"{output}/{name}" for name in ("filtered", "signatures", "buckets", "removed"))
    filters = [make() for make in FILTERS.values()]
    run("filter", [WarcReader(folder, glob_pattern="*.warc.gz"), Trafilatura(timeout=60), *filters, JsonlWriter(filtered)])
    run("signatures", [JsonlReader(filtered), MinhashDedupSignature(signatures, config)])
    run("buckets", [MinhashDedupBuckets(signatures, buckets, config=config)], tasks=config.num_buckets)
    run("cluster", [MinhashDedupCluster(buckets, removed, config=config)], tasks=1)
    run("dedup", [JsonlReader(filtered), MinhashDedupFilter(removed), JsonlWriter(f"{output}/kept")])
    with open(f"{output}.jsonl", "w", encoding="utf-8") as out:
        for shard in sorted(Path(output, "kept").glob("*.jsonl.gz")):
            for line in gzip.open(shard, "rt", encoding="utf-8"):
                row = json.loads(line)
                out.write(json.dumps({"url": row["metadata"]["url"], "text": row["text"]}) + "\n")


if __name__ == "__main__":
    main()
