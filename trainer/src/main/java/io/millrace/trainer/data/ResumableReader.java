package io.millrace.trainer.data;

import java.io.Closeable;
import java.util.Optional;

/**
 * Batches in an order that the seed alone decides. Made with a {@link ReaderState} it goes on
 * exactly where the state was taken. For one thread.
 *
 * @param <B> a batch
 */
public interface ResumableReader<B> extends Closeable {

  /**
   * The next batch; nothing when the epochs asked for are over.
   *
   * @throws ShardException naming a shard that is missing or damaged
   */
  Optional<B> next();

  /** Where the reader stands: after the last batch that {@link #next} gave. */
  ReaderState state();
}
