package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import io.millrace.corpus.Utf8;

/**
 * A document of a shard.
 *
 * @param document what is known of it; the text is "" where tokens are there
 * @param tokens its tokens where the shard has been tokenised, end of text included, else null
 */
record TrainingItem(Document document, int[] tokens) {

  TextTag tag() {
    return TextTag.of(document);
  }

  Size size() {
    return new Size(1, tokens == null ? Utf8.length(document.text()) : tokens.length);
  }
}
