package io.millrace.bench.extraction.train;

import io.millrace.bench.extraction.WordScore;
import io.millrace.extract.model.BoostedTrees;
import io.millrace.extract.model.ExtractionFeatures;
import io.millrace.extract.model.Lexicon;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Cross-validation by domain. No model is applied to a page of a domain it was trained on: neither
 * the trees nor, during training, the lexicon and the page types that are their input.
 */
final class CrossValidation {

  /** No fold is held out: trains on all pages. */
  private static final int NONE = -1;

  private static final float WEIGHT = 1e4f;

  private final List<LabelledPage> pages;
  private final LexiconCounts words;
  private final Map<LabelledPage, float[]> types = new HashMap<>();
  private final Map<LabelledPage, BitSet> passed = new HashMap<>();
  private final Map<LabelledPage, Looks> secondLooks = new HashMap<>();
  private final Map<LabelledPage, PageCuts> pageCuts = new HashMap<>();

  CrossValidation(List<LabelledPage> pages, LexiconCounts words) {
    this.pages = pages;
    this.words = words;
    for (int fold = 0; fold < LabelledPage.FOLDS; fold++) {
      BoostedTrees typeModel = read(typeModel(fold));
      BoostedTrees glanceModel = read(glanceModel(fold));
      for (LabelledPage page : pages) {
        if (page.fold == fold) {
          types.put(page, page.features.typeShares(typeModel));
          passed.put(page, page.features.passed(glanceModel));
        }
      }
    }
  }

  /** Model of page types, from all pages. */
  String typeModel() {
    return typeModel(NONE);
  }

  /** Model of the glance, from all pages. */
  String glanceModel() {
    return glanceModel(NONE);
  }

  private String glanceModel(int without) {
    List<LabelledPage> some = allBut(without);
    BlockTable table =
        new BlockTable(
            ExtractionFeatures.glanceNames(),
            some.stream().mapToInt(page -> page.sample.length).sum());
    for (LabelledPage page : some) {
      float[] rows = page.features.glance();
      for (int block : page.sample) {
        System.arraycopy(
            rows, block * table.width, table.rows, table.next(page, block), table.width);
      }
    }
    return table.train(LightGbm.GLANCE, LightGbm.GLANCE_ROUNDS, LightGbm.GLANCE_SEEDS);
  }

  /** Blocks of a page that pass the glance, by a model without its domain. */
  BitSet passed(LabelledPage page) {
    return passed.get(page);
  }

  private List<LabelledPage> allBut(int fold) {
    return pages.stream().filter(page -> page.fold != fold).toList();
  }

  private IntStream sample(LabelledPage page) {
    return IntStream.of(page.sample).filter(passed.get(page)::get);
  }

  /** Model of main content, from all pages. */
  String contentModel() {
    return contentModel(NONE);
  }

  /** Probabilities of the types of a page, by a model without its domain. */
  float[] types(LabelledPage page) {
    return types.get(page);
  }

  private String typeModel(int without) {
    List<LabelledPage> known =
        pages.stream().filter(page -> page.fold != without && page.type() >= 0).toList();
    List<String> names = ExtractionFeatures.pageNames();
    float[] rows = new float[known.size() * names.size()];
    float[] labels = new float[known.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(known.get(i).features.page(), 0, rows, i * names.size(), names.size());
      labels[i] = known.get(i).type();
    }
    return LightGbm.train(
        LightGbm.TYPES, LightGbm.TYPES_ROUNDS, LightGbm.TYPES_SEEDS, rows, names, labels, null);
  }

  private String contentModel(int without) {
    List<LabelledPage> some = allBut(without);
    List<Lexicon> lexicons =
        IntStream.range(0, LabelledPage.FOLDS)
            .mapToObj(fold -> words.without(new java.util.HashSet<>(List.of(fold, without))))
            .toList();
    BlockTable table =
        new BlockTable(
            ExtractionFeatures.names(),
            some.stream().mapToInt(page -> (int) sample(page).count()).sum());
    for (LabelledPage page : some) {
      ExtractionFeatures.Rows source = page.features.rows(types.get(page), lexicons.get(page.fold));
      sample(page).forEach(block -> source.put(block, table.rows, table.next(page, block)));
    }
    return table.train(LightGbm.CONTENT, LightGbm.CONTENT_ROUNDS, LightGbm.CONTENT_SEEDS);
  }

  /** Probability of each block that passed, else 0, by a model without the page's domain. */
  Map<LabelledPage, float[]> scores() {
    return byFold(this::scores);
  }

  /** Mean scores of both looks, by models without the page's domain. */
  Map<LabelledPage, float[]> both(Map<LabelledPage, float[]> first) {
    for (LabelledPage page : pages) {
      float[] scores = first.get(page);
      int[] blocks = ExtractionFeatures.secondBlocks(scores);
      secondLooks.put(page, new Looks(blocks, page.features.secondLook(scores, types.get(page))));
    }
    return byFold(
        fold -> {
          BoostedTrees model = read(secondModel(fold));
          Map<LabelledPage, float[]> scores = new HashMap<>();
          for (LabelledPage page : pages) {
            if (page.fold == fold) {
              Looks looks = secondLooks.get(page);
              float[] second = probabilities(model, looks.rows, looks.blocks.length);
              float[] both = first.get(page).clone();
              for (int i = 0; i < second.length; i++) {
                int block = looks.blocks[i];
                both[block] = (second[i] + both[block]) / 2;
              }
              scores.put(page, both);
            }
          }
          return scores;
        });
  }

  /** Model of the second look; call it after {@link #both}. */
  String secondModel() {
    return secondModel(NONE);
  }

  private String secondModel(int without) {
    List<LabelledPage> some = allBut(without);
    Map<LabelledPage, int[]> samples = new HashMap<>();
    some.forEach(page -> samples.put(page, secondLooks.get(page).numbers(page.sample)));
    BlockTable table =
        new BlockTable(
            ExtractionFeatures.secondNames(),
            samples.values().stream().mapToInt(sample -> sample.length).sum());
    for (LabelledPage page : some) {
      Looks looks = secondLooks.get(page);
      for (int number : samples.get(page)) {
        int to = table.next(page, looks.blocks[number]);
        System.arraycopy(looks.rows, number * table.width, table.rows, to, table.width);
      }
    }
    return table.train(LightGbm.SECOND, LightGbm.SECOND_ROUNDS, LightGbm.SECOND_SEEDS);
  }

  /** Text of each page by the best cut, by a model without its domain. */
  Map<LabelledPage, String> texts(
      Map<LabelledPage, float[]> first, Map<LabelledPage, float[]> both) {
    for (LabelledPage page : pages) {
      pageCuts.put(page, new PageCuts(page, first.get(page), both.get(page), types.get(page)));
    }
    return byFold(
        fold -> {
          BoostedTrees model = read(cutModel(fold));
          Map<LabelledPage, String> texts = new HashMap<>();
          for (LabelledPage page : pages) {
            if (page.fold == fold) {
              ExtractionFeatures.Cuts cuts =
                  page.features.cuts(first.get(page), both.get(page), types.get(page));
              texts.put(page, cuts.text(cuts.best(model)));
            }
          }
          return texts;
        });
  }

  /** Model of the cuts of a page; call it after {@link #texts}. */
  String cutModel() {
    return cutModel(NONE);
  }

  private String cutModel(int without) {
    List<LabelledPage> known =
        pages.stream()
            .filter(page -> page.fold != without && page.truth.text().isPresent())
            .toList();
    List<String> names = ExtractionFeatures.cutNames();
    int width = names.size();
    int size = known.stream().mapToInt(page -> pageCuts.get(page).gains.length).sum();
    float[] rows = new float[Math.multiplyExact(size, width)];
    float[] labels = new float[size];
    int at = 0;
    for (LabelledPage page : known) {
      PageCuts cuts = pageCuts.get(page);
      System.arraycopy(cuts.rows, 0, rows, at * width, cuts.rows.length);
      System.arraycopy(cuts.gains, 0, labels, at, cuts.gains.length);
      at += cuts.gains.length;
    }
    return LightGbm.train(
        LightGbm.CUTS, LightGbm.CUTS_ROUNDS, LightGbm.CUTS_SEEDS, rows, names, labels, null);
  }

  /** Blocks of a page for the second look, and their rows. */
  private static final class Looks {

    final int[] blocks;
    final float[] rows;

    Looks(int[] blocks, float[] rows) {
      this.blocks = blocks;
      this.rows = rows;
    }

    /** Indexes of sampled blocks among those of the second look. */
    int[] numbers(int[] sample) {
      return IntStream.of(sample)
          .map(block -> Arrays.binarySearch(blocks, block))
          .filter(number -> number >= 0)
          .toArray();
    }
  }

  /** Rows of blocks with their labels and weights. */
  private static final class BlockTable {

    final int width;
    final float[] rows;
    private final List<String> names;
    private final float[] labels;
    private final float[] weights;
    private int size;

    BlockTable(List<String> names, int size) {
      this.names = names;
      width = names.size();
      rows = new float[Math.multiplyExact(size, width)];
      labels = new float[size];
      weights = new float[size];
    }

    /** Adds a block; returns the offset of its features in the rows. */
    int next(LabelledPage page, int block) {
      labels[size] = page.labels.labels[block];
      weights[size] = (float) (page.labels.weights[block] * page.scale * WEIGHT);
      return size++ * width;
    }

    String train(String parameters, int rounds, int[] seeds) {
      return LightGbm.train(parameters, rounds, seeds, rows, names, labels, weights);
    }
  }

  /** The cuts of a page, with the gain of each in word F1 over their mean. */
  private static final class PageCuts {

    final float[] rows;
    final float[] gains;

    PageCuts(LabelledPage page, float[] first, float[] both, float[] types) {
      if (page.truth.text().isEmpty()) {
        rows = new float[0];
        gains = new float[0];
        return;
      }
      ExtractionFeatures.Cuts cuts = page.features.cuts(first, both, types);
      int width = ExtractionFeatures.cutNames().size();
      rows = new float[cuts.count() * width];
      gains = new float[cuts.count()];
      WordScore score = new WordScore();
      String reference = page.truth.text().get();
      for (int i = 0; i < gains.length; i++) {
        cuts.put(i, rows, i * width);
        gains[i] = (float) score.of(cuts.text(i), reference).f1();
      }
      double mean = IntStream.range(0, gains.length).mapToDouble(i -> gains[i]).average().orElse(0);
      for (int i = 0; i < gains.length; i++) {
        gains[i] -= (float) mean;
      }
    }
  }

  private static float[] probabilities(BoostedTrees model, float[] rows, int count) {
    double[] sums = new double[count];
    model.sum(rows, count, sums);
    float[] shares = new float[count];
    for (int i = 0; i < count; i++) {
      shares[i] = (float) (1 / (1 + Math.exp(-sums[i])));
    }
    return shares;
  }

  private static <T> Map<LabelledPage, T> byFold(IntFunction<Map<LabelledPage, T>> work) {
    Map<LabelledPage, T> all = new HashMap<>();
    int threads = Math.min(LabelledPage.FOLDS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Map<LabelledPage, T>>> folds =
          IntStream.range(0, LabelledPage.FOLDS)
              .mapToObj(fold -> pool.submit(() -> work.apply(fold)))
              .toList();
      for (Future<Map<LabelledPage, T>> fold : folds) {
        all.putAll(fold.get());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } finally {
      pool.shutdownNow();
    }
    return all;
  }

  private Map<LabelledPage, float[]> scores(int fold) {
    BoostedTrees model = read(contentModel(fold));
    Lexicon lexicon = words.without(Set.of(fold));
    Map<LabelledPage, float[]> scores = new HashMap<>();
    int width = model.names().size();
    for (LabelledPage page : pages) {
      if (page.fold == fold) {
        ExtractionFeatures.Rows source = page.features.rows(types.get(page), lexicon);
        int[] blocks = passed.get(page).stream().toArray();
        float[] rows = new float[blocks.length * width];
        for (int i = 0; i < blocks.length; i++) {
          source.put(blocks[i], rows, i * width);
        }
        float[] known = probabilities(model, rows, blocks.length);
        float[] all = new float[page.features.blocks()];
        for (int i = 0; i < blocks.length; i++) {
          all[blocks[i]] = known[i];
        }
        scores.put(page, all);
      }
    }
    return scores;
  }

  private static BoostedTrees read(String text) {
    try {
      return BoostedTrees.read(new StringReader(text), "the model just trained");
    } catch (IOException wrong) {
      throw new IllegalStateException(wrong);
    }
  }
}
