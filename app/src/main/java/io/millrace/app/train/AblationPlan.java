package io.millrace.app.train;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.config.SettingsFile;
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
 * The trainings of an ablation. They have the same model, tokens, tokenizer and held-out share;
 * only the data that they read differs.
 *
 * @param arms settings by the name of their file
 * @param names in the order of the command line; the first is compared with the others
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
      throw new WrongUseException("an ablation needs two configurations or more");
    }
    SortedMap<String, TrainSettings> arms = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      TrainSettings read = SettingsFile.read(file, TrainSettings.class, "the training", sets);
      if (read.shards().isEmpty()) {
        throw new WrongUseException(
            file + ": shards is not set; set it to the output of a finished run");
      }
      if (arms.put(name, prepared(read, tokens)) != null) {
        throw new WrongUseException(
            "two configurations are named " + name + "; rename one of the files");
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
            throw new WrongUseException(
                Messages.of(
                    "%s differs between %s and %s; in an ablation only shards and their mixture"
                        + " may differ",
                    name, one, two));
          }
        });
    if (!(first.data().heldOut() > 0)) {
      throw new WrongUseException(
          "data.held_out is 0; an ablation needs held-out documents, so set it above 0");
    }
  }

  /** Sets the steps that the tokens need, and endless epochs. */
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
      throw new WrongUseException("training: " + e.getMessage());
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

  /** Data settings that read every document of an arm once. */
  DataSettings once(String name) {
    DataSettings data = arms.get(name).data();
    return with(data, data.seed(), 1, DataSettings.Mixture.NATURAL);
  }

  /** Settings of an arm for a pair of seeds, numbered from 0. */
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

  /** The first arm, for settings that are the same in all. */
  TrainSettings any() {
    return arms.get(names.get(0));
  }

  /** Tokens of a run. */
  long tokens() {
    TrainSettings any = any();
    return any.training().steps()
        * any.training().accumulate()
        * any.data().batch()
        * any.data().sequenceLength();
  }

  /** Hash of everything that decides the results of a run; the number of seeds is not in it. */
  String identity(String... more) {
    TreeMap<String, Object> all = new TreeMap<>(Map.of("names", names, "arms", arms));
    try {
      return Hash128.of(JSON.writeValueAsString(all) + String.join("\n", more)).toHex();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
