package io.millrace.app.extract;

import io.millrace.app.cli.CommandFiles;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.models.RecipeModels;
import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.langid.LanguageIdentifier.Prediction;
import io.millrace.pipelines.chain.Stages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Identifies the language of each line. */
@Command(
    name = "langid",
    description = "Identify the language of each line of text; print language<TAB>score per line.")
public final class LangidCommand implements Callable<Integer> {

  @Option(names = "--model", description = "A fastText model, .bin or .ftz (default: lid.176).")
  private Path model;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "1",
      description = "Languages to print for each line, the most probable first.")
  private int top;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top is " + top + "; it must be at least 1");
    }
    Path path =
        model != null
            ? CommandFiles.readable(model)
            : RecipeModels.store().resolve(Stages.LANGUAGE_MODEL, Optional.empty()).path();
    FastTextIdentifier identifier = new FastTextIdentifier(read(path));
    PrintWriter out = spec.commandLine().getOut();
    try (BufferedReader lines = open()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        print(identifier.topK(line, top), out);
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static FastTextModel read(Path path) throws IOException {
    try {
      return FastTextModel.read(path);
    } catch (IOException wrong) {
      throw new WrongUseException(wrong);
    }
  }

  private BufferedReader open() throws IOException {
    InputStream bytes =
        file == null ? System.in : Files.newInputStream(CommandFiles.readable(file));
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  private static void print(List<Prediction> predictions, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (Prediction each : predictions) {
      line.append(line.isEmpty() ? "" : "\t")
          .append(each.language())
          .append('\t')
          .append(String.format(Locale.ROOT, "%.6f", each.score()));
    }
    out.println(line.isEmpty() ? "\t0.000000" : line);
  }
}
