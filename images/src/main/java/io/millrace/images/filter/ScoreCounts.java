package io.millrace.images.filter;

import io.millrace.api.PerLanguage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the image-text pairs of each language by score. Scores are rounded to four decimals, so
 * there are 20,001 of them. Counts are exact and their sums do not depend on the order of addition.
 */
public final class ScoreCounts {

  private static final int STEPS = 10_000;

  private final SortedMap<String, SortedMap<Integer, Long>> counts = new TreeMap<>();

  /**
   * @param score -1 to 1; rounded to four decimals
   */
  public void add(String language, double score) {
    add(language, step(score), 1);
  }

  private void add(String language, int step, long count) {
    counts.computeIfAbsent(language, key -> new TreeMap<>()).merge(step, count, Long::sum);
  }

  private static int step(double score) {
    return (int) Math.round(Math.max(-1, Math.min(1, score)) * STEPS);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /**
   * Lowest score that is kept, by language. All pairs with that score are kept, so there can be
   * more of them than {@code share} says.
   *
   * @param share share of a language's pairs that is kept, 0 to 1, rounded up to whole pairs
   */
  public SortedMap<String, Double> floors(PerLanguage share) {
    SortedMap<String, Double> floors = new TreeMap<>();
    counts.forEach(
        (language, steps) -> {
          long all = steps.values().stream().mapToLong(Long::longValue).sum();
          long wanted = (long) Math.ceil(share.of(language) * all);
          for (Map.Entry<Integer, Long> step : new TreeMap<>(steps).descendingMap().entrySet()) {
            if (wanted > 0) {
              floors.put(language, (double) step.getKey() / STEPS);
            }
            wanted -= step.getValue();
          }
          floors.putIfAbsent(language, 2.0); // above any score: keeps none
        });
    return floors;
  }

  /** Whether a score is below a floor that {@link #floors} gave. */
  public static boolean isBelow(double score, double floor) {
    return step(score) < Math.round(floor * STEPS);
  }

  /** Serialises the counts for {@link #addAll} and clears them. */
  public byte[] take() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(counts.size());
      for (Map.Entry<String, SortedMap<Integer, Long>> language : counts.entrySet()) {
        out.writeUTF(language.getKey());
        out.writeInt(language.getValue().size());
        for (Map.Entry<Integer, Long> step : language.getValue().entrySet()) {
          out.writeInt(step.getKey());
          out.writeLong(step.getValue());
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    counts.clear();
    return bytes.toByteArray();
  }

  /** Adds counts that {@link #take} serialised. */
  public void addAll(byte[] taken) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(taken))) {
      for (int languages = in.readInt(); languages > 0; languages--) {
        String language = in.readUTF();
        for (int steps = in.readInt(); steps > 0; steps--) {
          add(language, in.readInt(), in.readLong());
        }
      }
    } catch (IOException notTaken) {
      throw new UncheckedIOException(notTaken);
    }
  }
}
