"""datatrove's Gopher repetition + Gopher quality + C4 (no terminal punctuation, as FineWeb) + FineWeb + JSONL gz, and its MinHash signatures,
with one worker: datatrove_chain.py chain|minhash spacy|nltk FOLDER_OF_JSONL OUTPUT

`spacy` is datatrove's own tokeniser for English, a blank spaCy pipeline, which needs no model. `nltk` puts NLTK's word tokeniser and its untrained Punkt
splitter in its place, which is faster. Prints seconds of processor and wall time and MB/s of text, without the start of Python.
"""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter
from datatrove.utils import word_tokenizers
from datatrove.utils.logging import logger

logger.remove()


class NltkWords(word_tokenizers.WordTokenizer):
    """NLTK's tokenisers that need no data."""

    def __init__(self):
        super().__init__("en")
        from nltk.tokenize import NLTKWordTokenizer
        from nltk.tokenize.punkt import PunktSentenceTokenizer

        self.words = NLTKWordTokenizer()
        self.sentences = PunktSentenceTokenizer()

    def word_tokenize(self, text):
        return word_tokenizers.strip_strings(self.words.tokenize(text))

    def sent_tokenize(self, text):
        return word_tokenizers.strip_strings(self.sentences.tokenize(text))

    def span_tokenize(self, text):
        return list(self.sentences.span_tokenize(text))


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    what, tokens, folder, output = sys.argv[1:5]
    shutil.rmtree(output, ignore_errors=True)
    if tokens == "nltk":
        tokeniser = NltkWords()
        word_tokenizers.load_tokenizer_assignments()
        import datatrove.utils.text as text_module
        import datatrove.pipeline.dedup.minhash as minhash_module

        for module in (word_tokenizers, text_module, minhash_module):
            module.load_word_tokenizer = lambda language: tokeniser
    megabytes = sum(
        len(json.loads(line)["text"].encode()) for file in sorted(Path(folder).glob("*.jsonl")) for line in file.open(encoding="utf-8")
    ) / 1e6
    steps = [JsonlReader(folder, glob_pattern="*.jsonl")]
    if what == "chain":
        steps += [
            GopherRepetitionFilter(),
            GopherQualityFilter(),
            C4QualityFilter(filter_no_terminal_punct=False),
            FineWebQualityFilter(),
            JsonlWriter(output),
        ]
    else:
        steps += [MinhashDedupSignature(output, MinhashConfig())]
    # imports and the tokeniser's start are not counted
    word_tokenizers.load_word_tokenizer("eng_Latn" if tokens == "spacy" else "").word_tokenize("Warm up.")
    wall, user = time.perf_counter(), cpu()
    stream = None
    for step in steps:
        stream = step(stream, 0, 1) if not hasattr(step, "run") else step.run(stream, 0, 1)
    kept = sum(1 for _ in stream) if stream is not None else 0
    wall, user = time.perf_counter() - wall, cpu() - user
    print(f"datatrove {what} {tokens}: {kept} kept, {megabytes:.1f} MB; wall {wall:.2f} s, {megabytes / wall:.2f} MB/s; "
          f"cpu {user:.2f} s, {megabytes / user:.2f} MB/s", flush=True)


if __name__ == "__main__":
    main()
