package io.millrace.bench.extraction.train;

import io.millrace.bench.extraction.PythonText;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labels of the blocks of a page, computed from the truth: the share of main content, 0 to 1, and
 * the weight in training.
 */
final class BlockLabels {

  private static final int[] RUNS = {1, 2, 3, 5};

  /** Blocks on each side that influence the label of a block. */
  private static final int NEAR = 6;

  /** Fewest words of a block that influences others; shorter blocks are too common. */
  private static final int TELLING_WORDS = 6;

  private static final double WRONG_SNIPPET_WEIGHT = .06;
  private static final double RIGHT_SNIPPET_WEIGHT = .04;

  final float[] labels;
  final float[] weights;

  private BlockLabels(int blocks) {
    labels = new float[blocks];
    weights = new float[blocks];
  }

  /** Labels from the whole main text. */
  static BlockLabels byText(List<String> blocks, String truth) {
    Numbers numbers = new Numbers();
    int[] right = numbers.words(truth);
    int[][] words = blocks.stream().map(numbers::words).toArray(int[][]::new);
    BlockLabels result = new BlockLabels(blocks.size());
    double total = Arrays.stream(words).mapToInt(w -> w.length).sum();
    for (int i = 0; i < words.length; i++) {
      double words200 = Math.min(words[i].length, 200) + .5;
      result.weights[i] = (float) (words200 / (right.length * .7 + total * .3 + 20));
    }
    if (right.length > 0) {
      result.compete(words, right, cover(words, right));
    }
    return result;
  }

  /** Share of the words of each block that are in runs of words of the truth. */
  private static double[] cover(int[][] words, int[] truth) {
    LongOpenHashSet runs = new LongOpenHashSet();
    for (int length : RUNS) {
      for (int i = 0; i + length <= truth.length; i++) {
        runs.add(run(truth, i, length));
      }
    }
    double[] cover = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      int size = words[i].length;
      int length = size >= 5 ? 5 : size >= 3 ? 3 : size;
      int covered = 0;
      int until = 0;
      for (int at = 0; size > 0 && at + length <= size; at++) {
        if (runs.contains(run(words[i], at, length))) {
          covered += at + length - Math.max(at, until);
          until = at + length;
        }
      }
      cover[i] = size == 0 ? 0 : (double) covered / size;
    }
    return cover;
  }

  private static long run(int[] words, int start, int length) {
    long hash = length;
    for (int i = start; i < start + length; i++) {
      hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /** Assigns each occurrence of a word in the truth to one block, the most likely blocks first. */
  private void compete(int[][] words, int[] truth, double[] cover) {
    double[] near = near(words, cover);
    Long2IntOpenHashMap left = new Long2IntOpenHashMap();
    for (int word : truth) {
      left.addTo(word, 1);
    }
    int[] order =
        IntStream.range(0, words.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> -cover[i] * (Math.min(words[i].length, 30) / 30.0 * .5 + near[i])))
            .mapToInt(i -> i)
            .toArray();
    for (int i : order) {
      if (cover[i] > 0) {
        int found = 0;
        for (int word : words[i]) {
          found += left.addTo(word, -1) > 0 ? 1 : 0;
        }
        double label = Math.min(cover[i], (double) found / words[i].length);
        labels[i] = (float) label;
        boolean taken = label > .5;
        for (int word : words[i]) {
          left.put(word, taken ? Math.max(0, left.get(word)) : left.get(word) + 1);
        }
      }
    }
  }

  private static double[] near(int[][] words, double[] cover) {
    int size = words.length;
    double[] covered = new double[size + 1];
    double[] all = new double[size + 1];
    for (int i = 0; i < size; i++) {
      double telling = words[i].length >= TELLING_WORDS ? words[i].length : 0;
      covered[i + 1] = covered[i] + telling * cover[i];
      all[i + 1] = all[i] + telling;
    }
    double[] near = new double[size];
    for (int i = 0; i < size; i++) {
      int from = Math.max(0, i - NEAR);
      int to = Math.min(size, i + NEAR + 1);
      near[i] = (covered[to] - covered[from]) / (all[to] - all[from] + 3);
    }
    return near;
  }

  /** Labels of blocks that contain a snippet or are part of one; the others have no weight. */
  static BlockLabels bySnippets(List<String> blocks, List<String> with, List<String> without) {
    BlockLabels result = new BlockLabels(blocks.size());
    List<String> texts = blocks.stream().map(BlockLabels::normalise).toList();
    with.forEach(snippet -> result.mark(texts, snippet, 1, RIGHT_SNIPPET_WEIGHT));
    without.forEach(snippet -> result.mark(texts, snippet, 0, WRONG_SNIPPET_WEIGHT));
    return result;
  }

  private void mark(List<String> texts, String snippet, int label, double weight) {
    String part = normalise(snippet).strip();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.contains(part) || text.length() > 20 && part.contains(text)) {
        labels[i] = weights[i] > 0 ? Math.max(labels[i], label) : label;
        weights[i] = (float) weight;
      }
    }
  }

  private static String normalise(String text) {
    return PythonText.lower(PythonText.squeeze(text));
  }

  /** Numbers words in order of appearance. */
  private static final class Numbers {

    private final Object2IntOpenHashMap<String> known = new Object2IntOpenHashMap<>();

    int[] words(String text) {
      String lower = PythonText.lower(text);
      IntArrayList words = new IntArrayList();
      int start = -1;
      int c;
      for (int i = 0; i <= lower.length(); i += Character.charCount(c)) {
        c = i < lower.length() ? lower.codePointAt(i) : ' ';
        if (PythonText.isWord(c)) {
          start = start < 0 ? i : start;
        } else if (start >= 0) {
          words.add((int) known.computeIfAbsent(lower.substring(start, i), w -> known.size()));
          start = -1;
        }
      }
      return words.toIntArray();
    }
  }
}
