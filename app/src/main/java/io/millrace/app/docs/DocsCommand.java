package io.millrace.app.docs;

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

/** Fills in what the documentation takes from the code. */
@Command(
    name = "docs",
    description =
        "Fill the tables of settings and styles in docs/, and the JSON Schema of recipes.",
    subcommands = {
      DocsCommand.UpdateCommand.class,
      DocsCommand.SchemaCommand.class,
      DocsCheckCommand.class
    })
public final class DocsCommand implements Callable<Integer> {

  static final String SCHEMA = "docs/reference/recipe.schema.json";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }

  /** Settings records by the name that a page's marker gives. */
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

  /** Pages of the documentation. */
  static List<Path> pages(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** Prints the schema. */
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

  /** Rewrites the generated parts. */
  @Command(name = "update", description = "Rewrite the generated parts in place.")
  static final class UpdateCommand implements Callable<Integer> {

    @Option(names = "--check", description = "Change nothing; exit 3 when something is outdated.")
    private boolean check;

    @Parameters(
        arity = "0..1",
        paramLabel = "ROOT",
        defaultValue = ".",
        description = "The checkout (default: ${DEFAULT-VALUE}).")
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
