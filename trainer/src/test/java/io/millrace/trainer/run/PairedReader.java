package io.millrace.trainer.run;

import io.millrace.trainer.data.Batch;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.data.ResumableReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Makes one batch of two. */
record PairedReader(ResumableReader<Batch> reader) implements ResumableReader<Batch> {

  @Override
  public Optional<Batch> next() {
    Optional<Batch> first = reader.next();
    Optional<Batch> second = reader.next();
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Batch a = first.get();
    Batch b = second.get();
    return Optional.of(
        new Batch(
            a.sequences() + b.sequences(),
            a.length(),
            joined(a.tokens(), b.tokens()),
            joined(a.targets(), b.targets()),
            joined(a.positions(), b.positions()),
            joined(a.documents(), b.documents())));
  }

  private static int[] joined(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Override
  public ReaderState state() {
    return reader.state();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
