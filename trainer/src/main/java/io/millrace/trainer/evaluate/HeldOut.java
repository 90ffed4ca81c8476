package io.millrace.trainer.evaluate;

import io.millrace.corpus.Document;
import io.millrace.corpus.Utf8;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSplit;
import io.millrace.trainer.data.DocumentReader;
import io.millrace.trainer.data.ShardException;
import io.millrace.trainer.data.TextTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads held-out documents. */
public final class HeldOut {

  private HeldOut() {}

  /**
   * The first held-out documents in the order of the shards.
   *
   * @param most bytes of text, at most
   * @throws ShardException when there are none, or the shards have tokens instead of texts
   */
  public static List<HeldOutDocument> read(Corpus corpus, long most) throws IOException {
    List<HeldOutDocument> documents = new ArrayList<>();
    long bytes = 0;
    try (DocumentReader reader = corpus.documents(DataSplit.HELD_OUT)) {
      Optional<Document> next = reader.next();
      while (next.isPresent() && bytes < most) {
        Document document = next.get();
        if (!document.text().isEmpty()) {
          documents.add(new HeldOutDocument(document.id(), TextTag.of(document), document.text()));
          bytes += Utf8.length(document.text());
        }
        next = reader.next();
      }
    }
    if (documents.isEmpty()) {
      throw new ShardException(
          "no documents with text are held out; raise held_out, or use the run's output instead of"
              + " its tokens");
    }
    return documents;
  }
}
