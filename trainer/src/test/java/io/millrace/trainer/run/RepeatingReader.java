package io.millrace.trainer.run;

import io.millrace.trainer.data.Batch;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.data.ResumableReader;
import java.util.Optional;
import java.util.SplittableRandom;

/** Batches of arithmetic sequences with two documents; each batch depends only on its number. */
final class RepeatingReader implements ResumableReader<Batch> {

  static final int VOCABULARY = 23;

  private final int sequences;
  private final int length;
  private final int distinct;
  private final long end;
  private long number;

  /**
   * @param distinct number of batches before they repeat
   * @param end number of batches
   */
  RepeatingReader(int sequences, int length, int distinct, long end, Optional<ReaderState> state) {
    this.sequences = sequences;
    this.length = length;
    this.distinct = distinct;
    this.end = end;
    this.number = state.map(s -> Long.parseLong(s.json())).orElse(0L);
  }

  @Override
  public Optional<Batch> next() {
    if (number >= end) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(number % distinct);
    number++;
    int size = sequences * length;
    int[] tokens = new int[size];
    int[] targets = new int[size];
    int[] positions = new int[size];
    int[] documents = new int[size];
    for (int s = 0; s < sequences; s++) {
      int cut = random.nextInt(1, length);
      for (int i = 0; i < length; i++) {
        int place = s * length + i;
        boolean begins = i == 0 || i == cut;
        documents[place] = i < cut ? 0 : 1;
        positions[place] = i < cut ? i : i - cut;
        tokens[place] =
            begins ? random.nextInt(VOCABULARY) : (tokens[place - 1] * 3 + 5) % VOCABULARY;
        boolean last = i + 1 == cut || i + 1 == length;
        targets[place] = last ? Batch.IGNORED : (tokens[place] * 3 + 5) % VOCABULARY;
      }
    }
    return Optional.of(new Batch(sequences, length, tokens, targets, positions, documents));
  }

  @Override
  public ReaderState state() {
    return new ReaderState(Long.toString(number));
  }

  @Override
  public void close() {}
}
