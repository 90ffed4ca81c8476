package io.millrace.bench;

import io.millrace.corpus.Hash128;
import io.millrace.dedup.DuplicateFinder;
import io.millrace.dedup.Mark;
import io.millrace.dedup.MarkBlockBuilder;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.MinHasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cost of near-duplicate detection on one core: signatures, in nanoseconds per word (at 6 bytes a
 * word, MB/s is 6000 divided by it), and finding duplicates, in nanoseconds per mark.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MinHashBenchmark {

  private static final int WORDS = 1 << 18;
  private static final int MARKS = 1 << 18;

  /** Texts of random words: the time of a signature does not depend on the words. */
  @State(Scope.Thread)
  public static class Texts {
    @Param({"40", "400", "4000"})
    int words;

    private final MinHasher hasher = new MinHasher(MinHashSettings.defaults());
    private final int[] signature = new int[MinHashSettings.defaults().permutations()];
    private long[] text;

    @Setup
    public void fill() {
      text = new SplittableRandom(1).longs(words).toArray();
    }
  }

  /** Marks of one partition, as blocks. */
  @State(Scope.Thread)
  public static class Marks {
    @Param({"text", "bands", "hot-text", "bands-spilled"})
    String kind;

    private final List<byte[]> blocks = new ArrayList<>();
    private Path directory;
    private int sketchLength;

    @Setup(Level.Trial)
    public void fill() throws IOException {
      directory = Files.createTempDirectory("millrace-bench-");
      sketchLength = kind.startsWith("bands") ? MinHashSettings.defaults().permutations() : 0;
      SplittableRandom random = new SplittableRandom(2);
      MarkBlockBuilder builder = new MarkBlockBuilder(sketchLength);
      byte[] sketch = new byte[sketchLength];
      for (int i = 0; i < MARKS; i++) {
        Hash128 id = new Hash128(random.nextLong(), random.nextLong());
        long time = random.nextInt(1_000_000_000);
        // a third of the keys occur at least twice
        Hash128 key = Hash128.of("k" + random.nextInt(MARKS));
        if (sketchLength > 0) {
          random.nextBytes(sketch);
          builder.add(Mark.FIRST_BAND + random.nextInt(14), key.high(), time, id, sketch);
        } else {
          builder.add(Mark.TEXT, kind.equals("text") ? key : Hash128.of("hot"), time, id);
        }
        if (builder.length() > 1 << 18) {
          blocks.add(builder.build());
        }
      }
      blocks.add(builder.build());
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
      Files.delete(directory);
    }
  }

  /** The signature alone. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int signature(Texts texts) {
    int sum = 0;
    for (int words = 0; words < WORDS; words += texts.words) {
      texts.hasher.signature(texts.text, texts.words, texts.signature);
      sum += texts.signature[0];
    }
    return sum;
  }

  /** Signature, band keys and sketch: the whole cost of a document. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public long signatureKeysAndSketch(Texts texts) {
    long sum = 0;
    int bands = texts.hasher.settings().bands();
    for (int words = 0; words < WORDS; words += texts.words) {
      texts.hasher.signature(texts.text, texts.words, texts.signature);
      for (int band = 0; band < bands; band++) {
        sum += texts.hasher.bandKey(band, texts.signature);
      }
      sum += texts.hasher.sketch(texts.signature)[0];
    }
    return sum;
  }

  /** Adds, sorts and compares the marks of a partition. */
  @Benchmark
  @OperationsPerInvocation(MARKS)
  public long findDuplicates(Marks marks) throws IOException {
    long[] found = new long[1];
    long memory = marks.kind.endsWith("spilled") ? 8L << 20 : 256L << 20;
    try (DuplicateFinder finder =
        new DuplicateFinder(
            MinHashSettings.defaults(), marks.sketchLength, memory, marks.directory)) {
      for (byte[] block : marks.blocks) {
        finder.add(block);
      }
      finder.find(mark -> found[0]++);
    }
    return found[0];
  }
}
