package io.millrace.bench.extraction.train;

import io.millrace.bench.extraction.TruthFile.TruthPage;
import io.millrace.extract.model.ExtractionFeatures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** A page with known main content: its features and labels. */
final class LabelledPage {

  /** Number of folds by domain, each held out once. */
  static final int FOLDS = 5;

  /** Most blocks of a page for training; those of longer pages are drawn at random. */
  private static final int MOST_BLOCKS = 320;

  private static final Set<String> SECOND_LEVELS =
      Set.of("co", "com", "org", "net", "gov", "ac", "edu");

  final TruthPage truth;
  final ExtractionFeatures features;
  final BlockLabels labels;
  final String domain;
  final int fold;

  /** Blocks for training, in order. */
  final int[] sample;

  /** Number of blocks that a sampled block represents. */
  final double scale;

  LabelledPage(TruthPage truth, ExtractionFeatures features) {
    this.truth = truth;
    this.features = features;
    List<String> texts = IntStream.range(0, features.blocks()).mapToObj(features::text).toList();
    labels =
        truth.text().isPresent()
            ? BlockLabels.byText(texts, truth.text().get())
            : BlockLabels.bySnippets(texts, truth.with(), truth.without());
    domain = domain(truth.url());
    CRC32 sum = new CRC32();
    sum.update(domain.getBytes(StandardCharsets.UTF_8));
    fold = (int) (sum.getValue() % FOLDS);
    scale = Math.max(1, (double) features.blocks() / MOST_BLOCKS);
    sample =
        IntStream.of(sample(features.blocks(), sum.getValue()))
            .filter(block -> labels.weights[block] > 0)
            .toArray();
  }

  /** Whether the type of the page is known. */
  int type() {
    return truth.text().isPresent() ? ExtractionFeatures.pageTypes().indexOf(truth.type()) : -1;
  }

  private static int[] sample(int blocks, long seed) {
    int[] all = IntStream.range(0, blocks).toArray();
    if (blocks <= MOST_BLOCKS) {
      return all;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < MOST_BLOCKS; i++) {
      int other = random.nextInt(i, blocks);
      int block = all[i];
      all[i] = all[other];
      all[other] = block;
    }
    return IntStream.of(all).limit(MOST_BLOCKS).sorted().toArray();
  }

  /**
   * The registered domain, approximately: its pages are similar and belong to one fold. An address
   * without a host is a domain by itself.
   */
  static String domain(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url;
    }
    String host = url.substring(scheme + 3).split("[/?#:]", 2)[0].toLowerCase(Locale.ROOT);
    String[] labels = host.split("\\.");
    int size = labels.length;
    if (size < 3) {
      return host;
    }
    boolean deep = labels[size - 1].length() == 2 && SECOND_LEVELS.contains(labels[size - 2]);
    return String.join(".", List.of(labels).subList(size - (deep ? 3 : 2), size));
  }
}
