package io.millrace.bench.extraction.train;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains boosted trees with LightGBM (Ke et al. 2017) and returns them in the text format of {@link
 * io.millrace.extract.model.BoostedTrees}. Uses one thread and fixed seeds, so the same rows give
 * the same text.
 */
final class LightGbm {

  /** Makes training repeatable. */
  private static final String REPEATABLE =
      " deterministic=true force_row_wise=true num_threads=1 verbosity=-1";

  /** Parameters of all models of blocks. */
  private static final String OF_BLOCKS =
      " bagging_fraction=0.7 bagging_freq=1 lambda_l2=5 extra_trees=true max_bin=63" + REPEATABLE;

  /** Parameters of the glance. */
  static final String GLANCE =
      "objective=cross_entropy learning_rate=0.15 num_leaves=16 min_data_in_leaf=100"
          + " feature_fraction=0.5"
          + OF_BLOCKS;

  static final int GLANCE_ROUNDS = 60;

  static final int[] GLANCE_SEEDS = {7};

  /** Parameters of the first look at blocks. */
  static final String CONTENT =
      "objective=cross_entropy learning_rate=0.12 num_leaves=40 min_data_in_leaf=40"
          + " feature_fraction=0.3"
          + OF_BLOCKS;

  static final int CONTENT_ROUNDS = 100;

  /** Two models: their mean is more accurate than one, and each costs time on every page. */
  static final int[] CONTENT_SEEDS = {7, 1007};

  /** Parameters of the second look, which sees the scores of the blocks around. */
  static final String SECOND =
      "objective=cross_entropy learning_rate=0.12 num_leaves=24 min_data_in_leaf=80"
          + " feature_fraction=0.5"
          + OF_BLOCKS;

  static final int SECOND_ROUNDS = 80;

  static final int[] SECOND_SEEDS = {7, 1007};

  /** Parameters of the model of cuts. */
  static final String CUTS =
      "objective=regression learning_rate=0.1 num_leaves=8 min_data_in_leaf=100"
          + " feature_fraction=0.3 bagging_fraction=0.6 bagging_freq=1 lambda_l2=10"
          + " max_bin=63"
          + REPEATABLE;

  static final int CUTS_ROUNDS = 60;

  static final int[] CUTS_SEEDS = {5, 1005, 2005, 3005};

  /** Parameters of the model of page types. */
  static final String TYPES =
      "objective=multiclass num_class=7 learning_rate=0.08 num_leaves=12 min_data_in_leaf=8"
          + " feature_fraction=0.3 bagging_fraction=0.8 bagging_freq=1 lambda_l2=3"
          + REPEATABLE;

  static final int TYPES_ROUNDS = 90;

  static final int[] TYPES_SEEDS = {1};

  private LightGbm() {}

  /**
   * Trains one model per seed, and combines them into one: the mean of their sums.
   *
   * @param seeds a model for each
   * @param rows features, row by row
   * @param names names of the features
   * @param weights weights of the rows, or null
   */
  static String train(
      String parameters,
      int rounds,
      int[] seeds,
      float[] rows,
      List<String> names,
      float[] labels,
      float[] weights) {
    List<String> models = new ArrayList<>();
    for (int seed : seeds) {
      models.add(train(parameters + " seed=" + seed, rounds, rows, names, labels, weights));
    }
    return convert(models, names);
  }

  private static String train(
      String parameters,
      int rounds,
      float[] rows,
      List<String> names,
      float[] labels,
      float[] weights) {
    int width = names.size();
    try (LGBMDataset data =
        LGBMDataset.createFromMat(rows, labels.length, width, true, parameters, null)) {
      data.setField("label", labels);
      if (weights != null) {
        data.setField("weight", weights);
      }
      try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
        boolean finished = false;
        for (int i = 0; i < rounds && !finished; i++) {
          finished = booster.updateOneIter();
        }
        return booster.saveModelToString(0, 0, FeatureImportanceType.GAIN);
      }
    } catch (LGBMException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Converts LightGBM's text format, in which each tree follows a line {@code Tree=}. */
  static String convert(List<String> models, List<String> names) {
    List<Map<String, String>> trees = new ArrayList<>();
    String outputs = "1";
    for (String model : models) {
      outputs = read(model, trees);
    }
    StringBuilder text = new StringBuilder("millrace-trees 1\n");
    text.append("outputs ").append(outputs).append("\nfeatures ").append(names.size());
    names.forEach(name -> text.append('\n').append(name));
    text.append("\ntrees ").append(trees.size()).append('\n');
    trees.forEach(tree -> append(text, tree, models.size()));
    return text.toString();
  }

  /** Adds the trees of a model; returns its number of outputs. */
  private static String read(String model, List<Map<String, String>> trees) {
    Map<String, String> current = new HashMap<>();
    String outputs = "1";
    for (String line : model.split("\n")) {
      int equals = line.indexOf('=');
      if (line.equals("end of trees")) {
        break;
      } else if (line.startsWith("num_tree_per_iteration=")) {
        outputs = line.substring(equals + 1);
      } else if (line.startsWith("Tree=")) {
        current = new HashMap<>();
        trees.add(current);
      } else if (equals > 0) {
        current.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return outputs;
  }

  /**
   * @param models number of models, by which values are divided
   */
  private static void append(StringBuilder text, Map<String, String> tree, int models) {
    String[] leaves = tree.get("leaf_value").split(" ");
    text.append("tree ").append(leaves.length).append('\n');
    if (leaves.length > 1) {
      String[] features = tree.get("split_feature").split(" ");
      String[] thresholds = tree.get("threshold").split(" ");
      String[] kinds = tree.get("decision_type").split(" ");
      String[] lefts = tree.get("left_child").split(" ");
      String[] rights = tree.get("right_child").split(" ");
      String[] values = tree.get("internal_value").split(" ");
      for (int i = 0; i < features.length; i++) {
        if ((Integer.parseInt(kinds[i]) & ~2) != 0) {
          throw new IllegalStateException(
              "a split on categories or missing values is not supported");
        }
        text.append(features[i]).append(' ').append(atMost(thresholds[i])).append(' ');
        text.append(lefts[i]).append(' ').append(rights[i]).append(' ');
        text.append(Float.parseFloat(values[i]) / models).append('\n');
      }
    }
    for (int i = 0; i < leaves.length; i++) {
      text.append(i == 0 ? "" : " ").append(Float.parseFloat(leaves[i]) / models);
    }
    text.append('\n');
  }

  /** The largest float that is not above the number: floats compare equally with both. */
  private static float atMost(String number) {
    double exact = Double.parseDouble(number);
    float near = (float) exact;
    return near > exact ? Math.nextDown(near) : near;
  }
}
