"""Runs Dolma's taggers of Gopher's and C4's signals in one process, with its reader and writer: dolma_tag.py FILE.json.gz FOLDER. The amount is bytes of text."""

import gzip
import json
import multiprocessing
import shutil
import sys

import passes
from dolma.core.runtime import TaggerProcessor
import dolma.taggers  # noqa: F401  registers them

source, folder = sys.argv[1:3]
with gzip.open(source, "rb") as file:
    size = sum(len(json.loads(line)["text"].encode()) for line in file)


class Nowhere:
    """A queue that ignores progress messages."""

    def put(self, _):
        pass

    def qsize(self):
        return multiprocessing.cpu_count()


def tag():
    shutil.rmtree(folder, ignore_errors=True)
    TaggerProcessor.process_single(
        source, f"{folder}/tags.json.gz", Nowhere(), taggers_names=["gopher_v1", "c4_v1"], taggers_modules=None, experiment_name="race"
    )
    return {"amount": size}


passes.serve(tag)
