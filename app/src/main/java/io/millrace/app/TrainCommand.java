package io.millrace.app;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.pipelines.recipe.SettingsFile;
import io.millrace.pipelines.run.RunException;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.run.Ending;
import io.millrace.trainer.run.RunIdentity;
import io.millrace.trainer.run.Trainer;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    description = {
      "Train a language model on the shards of a run.",
      "SIGTERM or Ctrl-C saves a checkpoint and ends; the same command with --resume goes on."
    })
final class TrainCommand implements Callable<Integer> {

  private static final String TOKENIZER = "tokenizer.json";
  private static final String CONFIGURATION = "training.json";

  @picocli.CommandLine.Parameters(paramLabel = "CONFIG", description = "A configuration in YAML.")
  private Path file;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run: checkpoints, metrics, tokenizer.")
  private Path output;

  @Option(names = "--resume", description = "Go on from the last checkpoint in the output.")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a setting, for example training.steps=200.")
  private List<String> sets = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TrainSettings settings = SettingsFile.read(file, TrainSettings.class, "the training", sets);
    require(!settings.shards().isEmpty(), "shards is not set: the output of a finished run");
    require(!settings.tokenizer().isEmpty(), "tokenizer is not set: a tokenizer.json");
    require(!Files.isRegularFile(output), output + " is a file");
    List<Path> shards = Corpora.finished(List.of(Path.of(settings.shards())));
    BpeTokenizer tokenizer = BpeTokenizer.read(Path.of(settings.tokenizer()));
    Memory.check(settings.model(), settings.data(), tokenizer.vocabulary());
    Corpus corpus = Corpus.open(shards, settings.data());
    PrintWriter err = spec.commandLine().getErr();
    corpus.skipped().forEach(shard -> err.println("skipped " + shard));
    CountDownLatch closed = new CountDownLatch(1);
    try (Torch torch = Torch.start(settings.training().compute())) {
      Parameters parameters =
          new Parameters(torch.root(), settings.training().seed(), NumberType.FLOAT32);
      Decoder model = new Decoder(parameters, settings.model(), tokenizer.vocabulary());
      err.println(
          Runs.number(settings.model().parameters(tokenizer.vocabulary()), 0) + " parameters");
      TrainingLine line = new TrainingLine(err);
      Trainer trainer =
          new Trainer(
              settings.training(),
              RunIdentity.of(
                  settings.training(), tokenizer.sha256(), settings.model(), settings.deciding()),
              output,
              model,
              torch.root(),
              state -> corpus.train(tokenizer, state),
              line);
      writeConfiguration(settings, tokenizer);
      return end(train(trainer, closed), trainer, line);
    } finally {
      closed.countDown();
    }
  }

  /** What evaluation and export need to know of a run. */
  private void writeConfiguration(TrainSettings settings, BpeTokenizer tokenizer)
      throws IOException {
    if (resume && Files.exists(output.resolve(CONFIGURATION))) {
      return;
    }
    require(
        !Files.exists(output.resolve("checkpoints")),
        output + " holds a run with checkpoints; --resume goes on with it");
    Files.createDirectories(output);
    Files.write(output.resolve(TOKENIZER), tokenizer.json());
    TreeMap<String, Object> all = new TreeMap<>();
    all.put("settings", settings);
    all.put("tokenizer_sha256", tokenizer.sha256());
    all.put("vocabulary", tokenizer.vocabulary());
    byte[] json =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(all);
    Files.write(output.resolve(CONFIGURATION), json);
  }

  /**
   * A signal asks the run to stop, and the process ends when that has saved.
   *
   * @param closed when PyTorch is done: its library must not be taken down while a thread is in it
   */
  private Ending train(Trainer trainer, CountDownLatch closed) throws IOException {
    Thread hook =
        new Thread(
            () -> {
              trainer.stop();
              try {
                closed.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop training");
    Runtime.getRuntime().addShutdownHook(hook);
    Ending ending = null;
    try {
      ending = trainer.run(resume);
    } catch (IllegalArgumentException e) {
      throw new RunException(RunException.Kind.WRONG_USE, e.getMessage(), e);
    } finally {
      if (ending != Ending.STOPPED) {
        removeHook(hook);
      }
    }
    return ending;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the process ends already
    }
  }

  private int end(Ending ending, Trainer trainer, TrainingLine line) {
    PrintWriter out = spec.commandLine().getOut();
    String loss = line.last() == null ? "" : ", loss " + Runs.number(line.last().loss(), 4);
    String why =
        switch (ending) {
          case FINISHED -> "finished";
          case OUT_OF_DATA -> "the data is out";
          case STOPPED -> "stopped; the same command with --resume goes on";
        };
    out.println(Runs.number(trainer.steps(), 0) + " steps" + loss + ": " + why);
    out.flush();
    return ending == Ending.STOPPED ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new RunException(RunException.Kind.WRONG_USE, message);
    }
  }
}
