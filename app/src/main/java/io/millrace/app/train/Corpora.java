package io.millrace.app.train;

import io.millrace.app.cli.WrongUseException;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Opens outputs of runs for the commands that train. */
public final class Corpora {

  private Corpora() {}

  /** Returns the folders; wrong use if one is no output of a finished run. */
  public static List<Path> finished(List<Path> outputs) {
    for (Path output : outputs) {
      if (!Files.isRegularFile(output.resolve("manifest.json"))
          && !Files.isDirectory(output.resolve("windows"))) {
        // Path turns s3://bucket/out into s3:/bucket/out
        String why =
            output.toString().matches("\\w+:/.*")
                ? " is not on a local disk; copy it, since training reads local files only"
                : " is not the output of a finished run: no manifest.json";
        throw new WrongUseException(output + why);
      }
    }
    return outputs;
  }

  /** Opens outputs; languages are mixed by their sizes to the power of 1/temperature. */
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
