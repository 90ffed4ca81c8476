package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import io.millrace.corpus.Utf8;

/**
 * A document of a shard.
 *
 * @param document the document; its text is "" in a tokenised shard
 * @param tokens its tokens with end of text in a tokenised shard, else null
 */
record TrainingItem(Document document, int[] tokens) {

  TextTag tag() {
    return TextTag.of(document);
  }

  Size size() {
    return new Size(1, tokens == null ? Utf8.length(document.text()) : tokens.length);
  }
}
