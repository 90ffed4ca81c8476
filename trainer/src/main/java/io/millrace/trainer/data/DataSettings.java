package io.millrace.trainer.data;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings of what a model reads, in which order, and how it is packed. */
public record DataSettings(
    @Setting("Seed of all orders and of fill-in-the-middle.") long seed,
    @Setting(value = "Tokens in a sequence.", min = 2, max = 1 << 20) int sequenceLength,
    @Setting(value = "Sequences in a batch.", min = 1, max = 65536) int batch,
    @Setting(value = "Times that all text is read; 0: without end.", min = 0) double epochs,
    @Setting(
            value = "Documents that are shuffled together, across shards; shards are shuffled too.",
            min = 1,
            max = 1 << 20)
        int window,
    @Setting("How much is read of each language and source.") Mixture mixture,
    @Setting(
            value = "For mixture temperature: shares are those of the text to the power of 1/T.",
            min = 1)
        double temperature,
    @Setting(
            value =
                "For mixture given: shares by LANGUAGE, LANGUAGE/SOURCE, */SOURCE or * for the rest; what is not named is not read.",
            min = 0,
            names = Names.LANGUAGES_AND_SOURCES)
        SortedMap<String, Double> weights,
    @Setting(
            value = "Share of documents, by hash of their ids, that is never trained on.",
            min = 0,
            max = .5)
        double heldOut,
    @Setting("Which documents: original, rephrased, or both.") OriginFilter origin,
    @Setting("What to do about shards that are missing or damaged.") DamagedShards damaged,
    @Setting(
            value = "Share of documents that are rearranged for fill-in-the-middle.",
            min = 0,
            max = 1)
        double fimRate,
    @Setting(value = "Of these, the share with the suffix first.", min = 0, max = 1)
        double fimSpmShare,
    @Setting(value = "Threads that tokenise; they change no order.", min = 1, max = 256)
        int threads) {

  /** Source of the shares of a mixture. */
  public enum Mixture {
    /** Natural sizes: every document once per epoch. */
    NATURAL,
    /** Languages by their sizes to the power of 1/temperature. */
    TEMPERATURE,
    /** The setting {@code weights}. */
    GIVEN,
    /** The sampling weights of Stable LM 2 (Bellagente et al. 2024), for the sources that exist. */
    STABLE_LM_2
  }

  /** Selection by {@code origin}. */
  public enum OriginFilter {
    ORIGINAL,
    REPHRASED,
    BOTH
  }

  /** What to do about damage. */
  public enum DamagedShards {
    REFUSE,
    SKIP
  }

  public DataSettings {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    check("sequence_length", sequenceLength, 2, 1 << 20);
    check("batch", batch, 1, 65536);
    check("epochs", epochs, 0, 1e9);
    check("window", window, 1, 1 << 20);
    check("temperature", temperature, 1, 1e6);
    check("held_out", heldOut, 0, .5);
    check("fim_rate", fimRate, 0, 1);
    check("fim_spm_share", fimSpmShare, 0, 1);
    check("threads", threads, 1, 256);
    weights.forEach((key, weight) -> check("weights." + key, weight, 0, 1e9));
    boolean some = weights.values().stream().anyMatch(weight -> weight > 0);
    if (mixture == Mixture.GIVEN != some) {
      throw new IllegalArgumentException(
          some ? "weights need mixture: given" : "mixture: given needs weights above 0");
    }
  }

  public static DataSettings defaults() {
    return new DataSettings(
        1,
        512,
        8,
        1,
        4096,
        Mixture.NATURAL,
        1,
        new TreeMap<>(),
        .01,
        OriginFilter.BOTH,
        DamagedShards.REFUSE,
        0,
        .5,
        1);
  }

  private static void check(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be between " + min + " and " + max);
    }
  }
}
