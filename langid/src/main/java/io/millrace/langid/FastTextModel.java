package io.millrace.langid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A supervised fastText model, plain ({@code .bin}) or product-quantised ({@code .ftz}), with any
 * of fastText's losses. Immutable: threads share one model, and each predicts with its own {@link
 * FastTextIdentifier}.
 *
 * <p>The format is that of fastText 0.9.2 (versions 11 and 12 of the file). Quantisation: Joulin et
 * al., 'FastText.zip: Compressing text classification models', 2016.
 */
public final class FastTextModel implements LanguageModel {
  private final ModelArguments arguments;
  private final Vocabulary vocabulary;
  private final Buckets buckets;
  private final Matrix input;
  private final OutputLayer output;

  private FastTextModel(
      ModelArguments arguments,
      Vocabulary vocabulary,
      Buckets buckets,
      Matrix input,
      OutputLayer output) {
    this.arguments = arguments;
    this.vocabulary = vocabulary;
    this.buckets = buckets;
    this.input = input;
    this.output = output;
  }

  @Override
  public FastTextIdentifier identifier() {
    return new FastTextIdentifier(this);
  }

  /**
   * Reads a model from a file.
   *
   * @throws IOException as {@link #read(InputStream)}; the message names the file
   */
  public static FastTextModel read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a model. Reads the stream in blocks, so possibly past the end of the model, and does not
   * close it.
   *
   * @throws IOException when the stream fails, is not a fastText model, holds word vectors instead
   *     of a classifier, is truncated, or is inconsistent; the message says which
   */
  public static FastTextModel read(InputStream in) throws IOException {
    ModelInput file = new ModelInput(in);
    ModelArguments arguments = ModelArguments.read(file);
    Vocabulary.Sizes sizes = Vocabulary.Sizes.read(file);
    Vocabulary vocabulary = Vocabulary.read(file, sizes);
    boolean pruned = sizes.pruned() >= 0;
    int[][] kept = pruned ? readKept(file, sizes.pruned(), arguments.buckets()) : new int[2][0];
    boolean quantised = file.readBoolean("the input's kind");
    if (pruned && !quantised) {
      throw ModelInput.corrupted("it is pruned but not quantised");
    }
    Matrix input = readMatrix(file, quantised, "the input matrix");
    boolean quantisedOutput = file.readBoolean("the output's kind") && quantised;
    Matrix output = readMatrix(file, quantisedOutput, "the output matrix");
    long needed = sizes.words() + (pruned ? highest(kept[1]) + 1L : arguments.buckets());
    check(input, needed, arguments.dimension(), "the input matrix");
    check(output, sizes.labels(), arguments.dimension(), "the output matrix");
    return new FastTextModel(
        arguments,
        vocabulary,
        pruned
            ? Buckets.pruned(arguments.buckets(), sizes.words(), kept[0])
            : Buckets.all(arguments.buckets(), sizes.words()),
        pruned ? inBucketOrder(input, sizes.words(), kept) : input,
        OutputLayer.of(arguments.loss(), output, vocabulary.labelCounts()));
  }

  /** Names of all labels, without fastText's prefix, in the model's order. */
  @Override
  public List<String> labels() {
    return IntStream.range(0, vocabulary.labels()).mapToObj(vocabulary::label).toList();
  }

  ModelArguments arguments() {
    return arguments;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Buckets buckets() {
    return buckets;
  }

  Matrix input() {
    return input;
  }

  OutputLayer output() {
    return output;
  }

  private static Matrix readMatrix(ModelInput in, boolean quantised, String what)
      throws IOException {
    return quantised ? Matrix.readQuantised(in, what) : Matrix.readPlain(in, what);
  }

  /** The kept buckets in ascending order, and the row of each after the words' rows. */
  private static int[][] readKept(ModelInput in, long count, int buckets) throws IOException {
    if (count > buckets) {
      throw ModelInput.corrupted("it kept " + count + " of " + buckets + " buckets");
    }
    long[] pairs = new long[(int) Math.min(count, 1 << 16)];
    for (int i = 0; i < count; i++) {
      if (i == pairs.length) {
        pairs = Arrays.copyOf(pairs, (int) Math.min(count, 2L * i));
      }
      int bucket = in.readInt("the kept buckets");
      int row = in.readInt("the kept buckets");
      if (bucket < 0 || row < 0) {
        throw ModelInput.corrupted("kept bucket " + bucket);
      }
      pairs[i] = (long) bucket << Integer.SIZE | row;
    }
    Arrays.sort(pairs);
    int[][] kept = new int[2][pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      kept[0][i] = (int) (pairs[i] >>> Integer.SIZE);
      kept[1][i] = (int) pairs[i];
    }
    return kept;
  }

  private static int highest(int[] rows) {
    return Arrays.stream(rows).max().orElse(-1);
  }

  private static void check(Matrix matrix, long rows, int columns, String what) throws IOException {
    if (matrix.rows() < rows || matrix.columns() != columns) {
      throw ModelInput.corrupted(
          what
              + " has "
              + matrix.rows()
              + " rows of "
              + matrix.columns()
              + " numbers instead of "
              + rows
              + " rows of "
              + columns);
    }
  }

  /** Sorts the rows of the kept buckets by bucket, so that a bucket's rank gives its row. */
  private static Matrix inBucketOrder(Matrix input, int words, int[][] kept) throws IOException {
    int columns = input.columns();
    long rows = (long) words + kept[1].length;
    if (rows * columns > Integer.MAX_VALUE - 16L) {
      throw ModelInput.corrupted("it keeps too many buckets");
    }
    float[] values = Arrays.copyOf(input.values(), (int) rows * columns);
    for (int i = 0; i < kept[1].length; i++) {
      System.arraycopy(
          input.values(), (words + kept[1][i]) * columns, values, (words + i) * columns, columns);
    }
    return new Matrix(values, (int) rows, columns);
  }
}
