package io.millrace.trainer.data;

import java.io.Closeable;
import java.util.Optional;

/**
 * Batches in an order that only the seed decides. A reader made with a {@link ReaderState}
 * continues exactly where the state was taken. For one thread.
 *
 * @param <B> a batch
 */
public interface ResumableReader<B> extends Closeable {

  /**
   * The next batch; empty after the last epoch.
   *
   * @throws ShardException naming a shard that is missing or damaged
   */
  Optional<B> next();

  /** The position after the last batch from {@link #next}. */
  ReaderState state();
}
