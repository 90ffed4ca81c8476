package io.millrace.trainer.run;

import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.data.ResumableReader;
import java.util.Optional;

/**
 * Opens the reader of a run at its beginning, or at the state of a checkpoint.
 *
 * @param <B> a batch
 */
@FunctionalInterface
public interface ReaderSource<B> {
  ResumableReader<B> open(Optional<ReaderState> state);
}
