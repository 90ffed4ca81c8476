package io.millrace.trainer.run;

import io.millrace.trainer.contrast.PairReader;
import io.millrace.trainer.data.ReaderState;
import java.util.Optional;

/** Opens the reader of a run: at its begin, or where a checkpoint's state was taken. */
@FunctionalInterface
public interface PairSource {
  PairReader open(Optional<ReaderState> state);
}
