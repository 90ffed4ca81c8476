package io.millrace.app.docs;

import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.train.TrainPairsSettings;
import io.millrace.app.train.TrainSettings;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.read.InputSettings;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.OutputSettings;
import io.millrace.pipelines.recipe.RecipeSchema;
import io.millrace.pipelines.recipe.RecipeSettings;
import io.millrace.pipelines.recipe.SettingsTable;
import io.millrace.rephrase.prompt.PromptLibrary;
import io.millrace.rephrase.prompt.StylesTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the parts of the documentation that come from code. */
@Command(
    name = "docs",
    description =
        "Generate parts of the documentation: tables of docs/ and the JSON Schema of recipes.",
    subcommands = {
      DocsCommand.UpdateCommand.class,
      DocsCommand.SchemaCommand.class,
      DocsCheckCommand.class
    })
public final class DocsCommand extends CommandGroup {

  static final String SCHEMA = "docs/reference/recipe.schema.json";

  /** Settings records by their names in the markers of pages. */
  public static Map<String, Class<? extends Record>> records() {
    Map<String, Class<? extends Record>> records = new LinkedHashMap<>();
    Stages.names().forEach(name -> records.put(name, Stages.settings(name)));
    records.put("input", InputSettings.class);
    records.put("kafka", KafkaInput.class);
    records.put("output", OutputSettings.class);
    records.put("recipe", RecipeSettings.class);
    records.put("train", TrainSettings.class);
    records.put("train-pairs", TrainPairsSettings.class);
    return records;
  }

  static List<Path> pages(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Command(
      name = "schema",
      description = "Print the JSON Schema of recipes, with the stages of plugins.")
  static final class SchemaCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      out.print(RecipeSchema.json(Stages.catalog()));
      out.flush();
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "update",
      description = "Rewrite the generated parts of the documentation in place.",
      footerHeading = "%nExamples:%n",
      footer = {"  millrace docs update", "  millrace docs update --check"})
  static final class UpdateCommand implements Callable<Integer> {

    @Option(
        names = "--check",
        description = "Change nothing; the exit status is 3 when a page is outdated.")
    private boolean check;

    @Parameters(
        arity = "0..1",
        paramLabel = "ROOT",
        defaultValue = ".",
        description = "Root of the repository (default: ${DEFAULT-VALUE}).")
    private Path root;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PromptLibrary library = Plugins.current().styles();
      int outdated = 0;
      for (Path page : pages(root)) {
        String before = Files.readString(page);
        String after = StylesTable.update(SettingsTable.update(before, records()), library);
        after = ReasonsTable.update(ErrorsTable.update(after));
        after = CommandReference.update(after, spec.root().commandLine());
        if (!after.equals(before)) {
          outdated++;
          say(page);
          if (!check) {
            Files.writeString(page, after);
          }
        }
      }
      Path schema = root.resolve(SCHEMA);
      if (!RecipeSchema.isCurrent(Stages.catalog(), schema)) {
        outdated++;
        say(schema);
        if (!check) {
          RecipeSchema.write(Stages.catalog(), schema);
        }
      }
      return check && outdated > 0 ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }

    private void say(Path file) {
      spec.commandLine().getErr().println((check ? "outdated: " : "updated: ") + file);
    }
  }
}
