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

/** Reads the documents that are held out. */
public final class HeldOut {

  private HeldOut() {}

  /**
   * The first documents that are held out, in the order of the shards.
   *
   * @param most how many bytes of text at most
   * @throws ShardException when there are none, or the shards have tokens in place of texts
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
          "no documents are held out that have text; raise held_out, or name the run's output in "
              + "place of its tokens");
    }
    return documents;
  }
}
