package io.millrace.app.train;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Outputs of runs, as commands of the trainer read them. */
public final class Corpora {

  private Corpora() {}

  /** Folders that are outputs of finished runs. */
  public static List<Path> finished(List<Path> outputs) {
    for (Path output : outputs) {
      if (!Files.isRegularFile(output.resolve("manifest.json"))
          && !Files.isDirectory(output.resolve("windows"))) {
        // of s3://mill/out a path is s3:/mill/out
        String why =
            output.toString().matches("\\w+:/.*")
                ? " is not on a disk, and training reads outputs that are; copy it"
                : " is not the output of a finished run: no manifest.json";
        throw new MillraceException(ErrorKind.WRONG_USE, output + why);
      }
    }
    return outputs;
  }

  /** The documents of outputs, languages by their sizes to the power of 1/temperature. */
  public static Corpus open(
      List<Path> outputs, double heldOut, double temperature, long seed, CommandSpec spec) {
    DataSettings defaults = DataSettings.defaults();
    if (!(temperature >= 1 && temperature <= 1e6)) {
      throw new ParameterException(
          spec.commandLine(), "--temperature is " + temperature + "; it must be at least 1");
    }
    checkShare(heldOut, spec);
    DataSettings settings =
        new DataSettings(
            seed,
            defaults.sequenceLength(),
            defaults.batch(),
            1,
            defaults.window(),
            temperature == 1 ? DataSettings.Mixture.NATURAL : DataSettings.Mixture.TEMPERATURE,
            temperature,
            new TreeMap<>(),
            heldOut,
            defaults.origin(),
            defaults.damaged(),
            0,
            0,
            Math.min(4, Runtime.getRuntime().availableProcessors()));
    return Corpus.open(finished(outputs), settings);
  }

  public static void checkShare(double heldOut, CommandSpec spec) {
    if (!(heldOut >= 0 && heldOut <= .5)) {
      throw new ParameterException(
          spec.commandLine(), "--held-out is " + heldOut + "; it must be between 0 and 0.5");
    }
  }
}
