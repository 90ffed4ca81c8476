"""Runs datatrove's page filters, its writer or its MinHash signatures in one process: chain.py WHAT WORDS FOLDER OUTPUT

WHAT is `chain` (Gopher repetition, Gopher quality, C4 without the punctuation rule, FineWeb, compressed JSON Lines), the name of one of our stages for its
filter without the writer, or `minhash`. WORDS is `spacy`, datatrove's tokeniser for English, a blank spaCy pipeline, or `nltk`, which replaces it by
NLTK's word tokeniser and its untrained Punkt splitter and is faster. Neither needs a model. Reads FOLDER/*.jsonl; writes the sorted addresses of
kept documents to OUTPUT.ids. The amount is bytes of text.
"""

import json
import shutil
import sys
from pathlib import Path

import passes
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter
from datatrove.utils import word_tokenizers
from datatrove.utils.logging import logger

logger.remove()

FILTERS = {
    "gopher-repetition": GopherRepetitionFilter,
    "gopher-quality": GopherQualityFilter,
    "c4": lambda: C4QualityFilter(filter_no_terminal_punct=False),
    "fineweb": FineWebQualityFilter,
}


class NltkWords(word_tokenizers.WordTokenizer):
    """NLTK's tokenisers without data files."""

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


def use_nltk():
    tokeniser = NltkWords()
    word_tokenizers.load_tokenizer_assignments()
    import datatrove.pipeline.dedup.minhash as minhash_module
    import datatrove.utils.text as text_module

    for module in (word_tokenizers, text_module, minhash_module):
        module.load_word_tokenizer = lambda language: tokeniser


def steps_of(what, folder, output):
    reader = JsonlReader(folder, glob_pattern="*.jsonl")
    if what == "minhash":
        return [reader, MinhashDedupSignature(output, MinhashConfig())]
    if what == "chain":
        return [reader, *(make() for make in FILTERS.values()), JsonlWriter(output)]
    return [reader, FILTERS[what]()]


def main():
    what, words, folder, output = sys.argv[1:5]
    if words == "nltk":
        use_nltk()
    size = sum(len(json.loads(line)["text"].encode()) for file in sorted(Path(folder).glob("*.jsonl")) for line in file.open(encoding="utf-8"))
    word_tokenizers.load_word_tokenizer("eng_Latn").word_tokenize("Warm up.")

    def one_pass():
        shutil.rmtree(output, ignore_errors=True)
        stream = None
        for step in steps_of(what, folder, output):
            stream = step.run(stream, 0, 1)
        kept = [document.metadata["url"] for document in stream or ()]
        if what == "minhash":
            return {"amount": size}
        Path(output + ".ids").write_text("".join(url + "\n" for url in sorted(kept)), encoding="utf-8")
        return {"amount": size, "kept": len(kept)}

    passes.serve(one_pass)


if __name__ == "__main__":
    main()
