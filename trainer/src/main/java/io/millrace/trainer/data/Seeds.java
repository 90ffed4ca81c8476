package io.millrace.trainer.data;

import io.millrace.corpus.Hash128;
import java.util.SplittableRandom;

/** Random numbers that depend only on a seed and on names, the same on every machine. */
final class Seeds {

  private Seeds() {}

  static SplittableRandom random(long seed, String... names) {
    return new SplittableRandom(Hash128.of(seed + "\n" + String.join("\n", names)).high());
  }

  /** The numbers below {@code count} in random order (Fisher-Yates shuffle). */
  static int[] permutation(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
