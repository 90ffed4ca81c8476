package io.millrace.app.recipe;

import io.millrace.api.Reason;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.config.Wording;
import io.millrace.pipelines.chain.Reasons;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.SettingsTable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the stages that a recipe may have. */
@Command(
    name = "stages",
    description = {
      "List the stages that a recipe may have, or show one with its settings.",
      "One line per stage: name, kind, what it does. Kind documents looks at one"
          + " document, kind duplicates compares all documents, kind images needs image-text"
          + " pairs."
    })
public final class StagesCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Show this stage: its reasons for dropping and its settings.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      for (String stage : Stages.names()) {
        out.println(
            String.format(
                Locale.ROOT, "%-18s %-11s %s", stage, kind(stage), Stages.summary(stage)));
      }
    } else if (Stages.names().contains(name)) {
      show(out);
    } else {
      throw new WrongUseException(
          "unknown stage '"
              + Wording.show(name)
              + "'"
              + Wording.hint(name, Stages.names(), "", ""));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String kind(String stage) {
    if (Stages.isForImages(stage)) {
      return "images";
    }
    return Stages.comparesDocuments(stage) ? "duplicates" : "documents";
  }

  private void show(PrintWriter out) {
    out.println(name + " (" + kind(name) + "): " + Stages.summary(name));
    out.println();
    for (Reason reason : Reasons.of(name)) {
      out.println("drops " + reason.key() + ": " + reason.description());
    }
    for (SettingsTable.Row row : SettingsTable.rows(Stages.settings(name))) {
      out.println();
      out.println(row.name() + ": " + row.value());
      out.println("    " + row.meaning() + (row.range().isEmpty() ? "" : " [" + row.range() + "]"));
    }
  }
}
