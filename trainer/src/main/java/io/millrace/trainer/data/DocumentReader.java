package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import java.io.Closeable;
import java.util.Optional;

/** Reads documents in an order; for one thread. */
public final class DocumentReader implements Closeable {

  private final DocumentOrder order;

  DocumentReader(DocumentOrder order) {
    this.order = order;
  }

  /**
   * The next document, or empty at the end.
   *
   * @throws ShardException naming a shard that has changed
   */
  public Optional<Document> next() {
    return Optional.ofNullable(order.next()).map(pick -> pick.item().document());
  }

  @Override
  public void close() {
    order.close();
  }
}
