package io.millrace.app.recipe;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.run.Rephrasings;
import io.millrace.app.run.RunOptions;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.read.InputSettings;
import io.millrace.corpus.settings.Address;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.OutputSettings;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a recipe and prints its plan. */
@Command(
    name = "check",
    description = "Validate a recipe and print its plan; read no input.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace check examples/web-text.yaml",
      "  millrace check examples/web-text.yaml --set stages.langid.threshold=.8"
    })
public final class CheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML.")
  private Path file;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    Stages.checkModelFiles(recipe);
    PrintWriter out = spec.commandLine().getOut();
    out.println("recipe   " + (recipe.name().isEmpty() ? file : recipe.name()));
    out.println("sha256   " + recipe.hash());
    for (Recipe.Input input : recipe.inputs()) {
      out.println("input    " + input.kind() + " " + source(input.settings()));
    }
    // needs no model files: it shows the chain and runs nothing
    DocumentChain chain =
        Stages.chain(recipe, ChainResources.withoutMarks(recipe, Collections.emptySortedMap()));
    for (int stage = 0; stage < chain.stageNames().size(); stage++) {
      String name = chain.stageNames().get(stage);
      out.println("stage    " + name);
      for (String line :
          RuleTexts.lines(name, chain.step(stage).rules(), Stages.settings(recipe, name))) {
        out.println("           " + line);
      }
    }
    out.println(
        "output   "
            + (recipe.output().shards() == OutputSettings.AUTO ? "auto" : recipe.output().shards())
            + " shards a language, "
            + recipe.output().format().extension());
    Optional<RephraseSettings> rephrase = recipe.stage(Stages.REPHRASE, RephraseSettings.class);
    if (rephrase.isPresent()) {
      out.println(
          "forecast 'millrace rephrase plan " + file + "' estimates calls, tokens, cost and hours");
      Rephrasings.forTrying(rephrase.get().model())
          .ifPresent(sentence -> out.println("warning  " + sentence));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String source(Record settings) {
    return settings instanceof KafkaInput kafka
        ? kafka.topic() + " at " + kafka.bootstrap()
        : Address.redact(((InputSettings) settings).paths().toString());
  }
}
