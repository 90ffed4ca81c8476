package io.millrace.bench.extraction.train;

import io.millrace.extract.BoostedTrees;
import io.millrace.extract.ExtractionFeatures;
import io.millrace.extract.Lexicon;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Models from some of the pages for the others. Nothing that judges a page has seen a page of its
 * domain: neither the trees nor, while they are trained, the lexicon and the page types that they
 * are given.
 */
final class CrossValidation {

  /** Held out from nothing: everything is trained on. */
  private static final int NONE = -1;

  private static final float WEIGHT = 1e4f;

  private final List<TrainingPage> pages;
  private final LexiconCounts words;
  private final Map<TrainingPage, float[]> types = new HashMap<>();

  CrossValidation(List<TrainingPage> pages, LexiconCounts words) {
    this.pages = pages;
    this.words = words;
    for (int fold = 0; fold < TrainingPage.FOLDS; fold++) {
      BoostedTrees model = read(typeModel(fold));
      for (TrainingPage page : pages) {
        if (page.fold == fold) {
          types.put(page, page.features.typeShares(model));
        }
      }
    }
  }

  /** The model of page types from all pages. */
  String typeModel() {
    return typeModel(NONE);
  }

  /** The model of main content from all pages. */
  String contentModel() {
    return contentModel(NONE);
  }

  /** How likely a page is to be of each type by a model without its domain. */
  float[] types(TrainingPage page) {
    return types.get(page);
  }

  private String typeModel(int without) {
    List<TrainingPage> known =
        pages.stream().filter(page -> page.fold != without && page.type() >= 0).toList();
    List<String> names = ExtractionFeatures.pageNames();
    float[] rows = new float[known.size() * names.size()];
    float[] labels = new float[known.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(known.get(i).features.page(), 0, rows, i * names.size(), names.size());
      labels[i] = known.get(i).type();
    }
    return LightGbm.train(LightGbm.TYPES, LightGbm.TYPES_ROUNDS, rows, names, labels, null);
  }

  private String contentModel(int without) {
    List<TrainingPage> some = pages.stream().filter(page -> page.fold != without).toList();
    List<Lexicon> lexicons =
        IntStream.range(0, TrainingPage.FOLDS)
            .mapToObj(fold -> words.without(new java.util.HashSet<>(List.of(fold, without))))
            .toList();
    List<String> names = ExtractionFeatures.names();
    int width = names.size();
    int size = some.stream().mapToInt(page -> page.sample.length).sum();
    float[] rows = new float[Math.multiplyExact(size, width)];
    float[] labels = new float[size];
    float[] weights = new float[size];
    int at = 0;
    for (TrainingPage page : some) {
      ExtractionFeatures.Rows source = page.features.rows(types.get(page), lexicons.get(page.fold));
      for (int block : page.sample) {
        source.put(block, rows, at * width);
        labels[at] = page.labels.labels[block];
        weights[at] = (float) (page.labels.weights[block] * page.scale * WEIGHT);
        at++;
      }
    }
    return LightGbm.train(LightGbm.CONTENT, LightGbm.CONTENT_ROUNDS, rows, names, labels, weights);
  }

  /** Probability of each block of each page, by a model without its domain. */
  Map<TrainingPage, float[]> scores() {
    Map<TrainingPage, float[]> scores = new HashMap<>();
    int threads = Math.min(TrainingPage.FOLDS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Map<TrainingPage, float[]>>> folds =
          IntStream.range(0, TrainingPage.FOLDS)
              .mapToObj(fold -> pool.submit(() -> scores(fold)))
              .toList();
      for (Future<Map<TrainingPage, float[]>> fold : folds) {
        scores.putAll(fold.get());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } finally {
      pool.shutdownNow();
    }
    return scores;
  }

  private Map<TrainingPage, float[]> scores(int fold) {
    BoostedTrees model = read(contentModel(fold));
    Lexicon lexicon = words.without(Set.of(fold));
    Map<TrainingPage, float[]> scores = new HashMap<>();
    int width = model.names().size();
    for (TrainingPage page : pages) {
      if (page.fold == fold) {
        int size = page.features.blocks();
        ExtractionFeatures.Rows source = page.features.rows(types.get(page), lexicon);
        float[] rows = new float[size * width];
        for (int block = 0; block < size; block++) {
          source.put(block, rows, block * width);
        }
        double[] sums = new double[size];
        model.sum(rows, size, sums);
        float[] shares = new float[size];
        Arrays.setAll(sums, i -> 1 / (1 + Math.exp(-sums[i])));
        for (int i = 0; i < size; i++) {
          shares[i] = (float) sums[i];
        }
        scores.put(page, shares);
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
