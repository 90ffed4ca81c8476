package io.millrace.app.train;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.config.SettingsFile;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.trainer.data.DataSettings;
import io.millrace.trainer.optimise.ScheduleSettings;
import io.millrace.trainer.run.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trainings of an ablation: the same model, tokens, tokenizer and share held out; what differs
 * is what they read.
 *
 * @param arms settings of each by its name, that of its file; the first is compared with the others
 * @param names in the order given
 */
record AblationPlan(SortedMap<String, TrainSettings> arms, List<String> names) {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * Reads and checks the configurations.
   *
   * @param tokens that each run reads, or 0 for the steps of the configuration
   */
  static AblationPlan read(List<Path> files, List<String> sets, long tokens) throws IOException {
    if (files.size() < 2) {
      throw wrong("an ablation needs two configurations or more");
    }
    SortedMap<String, TrainSettings> arms = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      TrainSettings read = SettingsFile.read(file, TrainSettings.class, "the training", sets);
      if (read.shards().isEmpty()) {
        throw wrong(file + ": shards is not set: the output of a finished run");
      }
      if (arms.put(name, prepared(read, tokens)) != null) {
        throw wrong("two configurations are named " + name + "; the names tell them apart");
      }
      names.add(name);
    }
    for (String name : names) {
      same(names.get(0), arms.get(names.get(0)), name, arms.get(name));
    }
    return new AblationPlan(arms, List.copyOf(names));
  }

  private static void same(String one, TrainSettings first, String two, TrainSettings other) {
    Map<String, List<Object>> both = new TreeMap<>();
    both.put("model", List.of(first.model(), other.model()));
    both.put("tokenizer", List.of(first.tokenizer(), other.tokenizer()));
    both.put("training", List.of(first.training(), other.training()));
    both.put("data.seed", List.of(first.data().seed(), other.data().seed()));
    both.put("data.batch", List.of(first.data().batch(), other.data().batch()));
    both.put(
        "data.sequence_length",
        List.of(first.data().sequenceLength(), other.data().sequenceLength()));
    both.put("data.held_out", List.of(first.data().heldOut(), other.data().heldOut()));
    both.forEach(
        (name, values) -> {
          if (!values.get(0).equals(values.get(1))) {
            throw wrong(
                name
                    + " differs between "
                    + one
                    + " and "
                    + two
                    + "; in an ablation only shards and what is read of them may differ");
          }
        });
    if (!(first.data().heldOut() > 0)) {
      throw wrong("data.held_out is 0; an ablation measures by documents that are held out");
    }
  }

  /** With as many steps as the tokens need, and reading its data again when that is out. */
  private static TrainSettings prepared(TrainSettings read, long tokens) {
    TrainingSettings training = read.training();
    if (tokens > 0) {
      long ofStep =
          (long) read.data().batch() * read.data().sequenceLength() * training.accumulate();
      long steps = Math.max(1, Math.round((double) tokens / ofStep));
      double scale = (double) steps / training.steps();
      ScheduleSettings old = training.schedule();
      ScheduleSettings schedule =
          new ScheduleSettings(
              old.kind(),
              old.learningRate(),
              old.minimumShare(),
              Math.round(Math.floor(old.warmUp() * scale)),
              Math.round(Math.floor(old.coolDown() * scale)));
      training = with(training, steps, training.seed(), schedule);
    }
    return new TrainSettings(
        read.shards(),
        read.moreShards(),
        read.tokenizer(),
        with(read.data(), read.data().seed(), 0, read.data().mixture()),
        read.model(),
        training,
        read.heldOut());
  }

  private static TrainingSettings with(
      TrainingSettings old, long steps, long seed, ScheduleSettings schedule) {
    try {
      return new TrainingSettings(
          steps,
          old.accumulate(),
          seed,
          schedule,
          old.optimiser(),
          old.mishaps(),
          old.checkpointEvery(),
          old.keep(),
          old.compute());
    } catch (IllegalArgumentException e) {
      throw wrong("training: " + e.getMessage());
    }
  }

  private static DataSettings with(
      DataSettings old, long seed, double epochs, DataSettings.Mixture mixture) {
    boolean given = mixture == DataSettings.Mixture.GIVEN;
    return new DataSettings(
        seed,
        old.sequenceLength(),
        old.batch(),
        epochs,
        old.window(),
        mixture,
        old.temperature(),
        given ? old.weights() : new TreeMap<>(),
        old.heldOut(),
        old.origin(),
        old.damaged(),
        old.fimRate(),
        old.fimSpmShare(),
        old.threads());
  }

  /** The data's settings for reading every document of an arm once. */
  DataSettings once(String name) {
    DataSettings data = arms.get(name).data();
    return with(data, data.seed(), 1, DataSettings.Mixture.NATURAL);
  }

  /** An arm's settings for one of the pairs of seeds, from 0. */
  TrainSettings arm(String name, int pair) {
    TrainSettings arm = arms.get(name);
    TrainingSettings training = arm.training();
    return new TrainSettings(
        arm.shards(),
        arm.moreShards(),
        arm.tokenizer(),
        with(arm.data(), arm.data().seed() + pair, arm.data().epochs(), arm.data().mixture()),
        arm.model(),
        with(training, training.steps(), training.seed() + pair, training.schedule()),
        arm.heldOut());
  }

  /** The first arm, for what is the same in all. */
  TrainSettings any() {
    return arms.get(names.get(0));
  }

  /** Tokens that a run reads. */
  long tokens() {
    TrainSettings any = any();
    return any.training().steps()
        * any.training().accumulate()
        * any.data().batch()
        * any.data().sequenceLength();
  }

  /** Hash of everything that decides the results of a run; not of how many seeds there are. */
  String identity(String... more) {
    TreeMap<String, Object> all = new TreeMap<>(Map.of("names", names, "arms", arms));
    try {
      return Hash128.of(JSON.writeValueAsString(all) + String.join("\n", more)).toHex();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static MillraceException wrong(String message) {
    return new MillraceException(ErrorKind.WRONG_USE, message);
  }
}
