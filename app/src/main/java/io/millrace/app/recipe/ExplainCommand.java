package io.millrace.app.recipe;

import io.millrace.api.Rule;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.config.ConfigException;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.shards.verdict.VerdictRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows why a document was kept or dropped. */
@Command(
    name = "explain",
    description = "Show a record's verdict, each stage's signals and thresholds, and its text.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace explain out/demo --url https://declarations.example/bad/shop",
      "  millrace explain out/demo --id 1f3a --full-text"
    })
public final class ExplainCommand implements Callable<Integer> {

  /** Most ids to list when a prefix fits several. */
  private static final int LISTED = 10;

  /** Most code points of a text to show without {@code --full-text}. */
  private static final int SHOWN = 1000;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

  @Parameters(paramLabel = "OUTPUT", description = "Output directory of a run.")
  private String output;

  @ArgGroup(multiplicity = "1")
  private Key key;

  /** One of the two. */
  static final class Key {
    @Option(
        names = "--id",
        paramLabel = "ID",
        description =
            "Id of the record (32 hexadecimal digits), or a prefix that only this"
                + " record has, or its own URI such as <urn:uuid:...>, with or without angle"
                + " brackets.")
    private String id;

    @Option(names = "--url", description = "URL of the record.")
    private String url;
  }

  @Option(
      names = "--full-text",
      description = "Print the whole text, not its first 1,000 characters.")
  private boolean fullText;

  @Spec private CommandSpec spec;

  /** Limits by stage. */
  private final Map<String, Limits> known = new HashMap<>();

  @Override
  public Integer call() throws IOException {
    FinishedOutput finished = FinishedOutput.open(output);
    List<VerdictRow> rows = key.id != null ? byId(finished) : finished.verdictsByUrl(key.url);
    if (rows.isEmpty()) {
      throw new WrongUseException(
          "no record of " + output + " has this " + (key.id != null ? "id" : "URL"));
    }
    PrintWriter out = spec.commandLine().getOut();
    Recipe recipe = finished.recipe();
    for (VerdictRow row : rows) {
      print(row, recipe, out);
      printText(finished.text(row).orElse(""), out);
      out.println();
    }
    out.flush();
    return ExitCode.DONE;
  }

  private List<VerdictRow> byId(FinishedOutput finished) throws IOException {
    String id = RecordId.parse(key.id).orElse(key.id);
    SortedSet<String> ids = finished.ids(id, LISTED + 1);
    Optional<String> earlier = RecordId.parseEarlier(key.id);
    if (ids.isEmpty() && earlier.isPresent()) {
      ids = finished.ids(earlier.get(), LISTED + 1);
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    // an id sorts before all longer ids that begin with it
    if (ids.size() > 1 && !ids.first().equals(id)) {
      StringBuilder listed = new StringBuilder();
      ids.stream().limit(LISTED).forEach(each -> listed.append("\n  ").append(each));
      throw new WrongUseException(
          (ids.size() > LISTED ? "more than " + LISTED : String.valueOf(ids.size()))
              + " records have an id that begins with "
              + key.id
              + ":"
              + listed
              + (ids.size() > LISTED ? "\n  ..." : ""));
    }
    return finished.verdictsById(ids.first());
  }

  /** Prints an untrusted text: control characters do not reach the terminal. */
  private void printText(String text, PrintWriter out) {
    if (text.isEmpty()) {
      return;
    }
    int all = text.codePointCount(0, text.length());
    boolean cut = !fullText && all > SHOWN;
    String shown = cut ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) : text;
    out.println("text");
    shown.lines().forEach(line -> out.println("  " + printable(line)));
    if (cut) {
      out.println(
          "  ... "
              + Rates.number(all - SHOWN, 0)
              + " more characters; print them with --full-text");
    }
  }

  private static String printable(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }

  /** The rules of a stage, or why they are not known. */
  private record Limits(List<Rule> rules, String problem) {

    static Limits of(Recipe recipe, Recipe.Stage stage) {
      try {
        return new Limits(Stages.rules(recipe, stage), "");
      } catch (ConfigException gone) {
        return new Limits(List.of(), gone.getMessage());
      }
    }
  }

  private void print(VerdictRow row, Recipe recipe, PrintWriter out) {
    out.println("id        " + row.id());
    field(out, "url       ", row.url());
    field(out, "timestamp ", row.timestamp());
    field(out, "source    ", row.source());
    if (!row.language().isEmpty()) {
      out.println("language  " + row.language() + " " + rounded(row.languageScore()));
    }
    out.println("verdict   " + verdict(row));
    field(out, "shard     ", row.shard());
    field(out, "detail    ", row.detail());
    for (Recipe.Stage stage : Stages.withExtract(recipe)) {
      printStage(row, recipe, stage, out);
    }
  }

  private static void field(PrintWriter out, String name, String value) {
    if (!value.isEmpty()) {
      out.println(name + printable(value));
    }
  }

  private static String verdict(VerdictRow row) {
    StringBuilder text = new StringBuilder(row.outcome());
    if (row.copies() > 1) {
      text.append(", written ").append(row.copies()).append(" times");
    }
    if (!row.reason().isEmpty()) {
      text.append(" by ").append(row.stage()).append(": ").append(row.reason());
    }
    if (!row.signal().isEmpty()) {
      text.append(" (").append(row.signal()).append(' ').append(rounded(row.value()));
      if (!Double.isNaN(row.threshold())) {
        text.append(", threshold ").append(rounded(row.threshold()));
      }
      text.append(')');
    }
    if (!row.duplicateOf().isEmpty()) {
      text.append(" of ").append(row.duplicateOf());
    }
    return text.toString();
  }

  private void printStage(VerdictRow row, Recipe recipe, Recipe.Stage stage, PrintWriter out) {
    String prefix = stage.name() + ".";
    SortedMap<String, Double> signals = row.signals().subMap(prefix, stage.name() + "/");
    if (signals.isEmpty()) {
      return;
    }
    out.println(stage.name());
    Limits limits = known.computeIfAbsent(stage.name(), name -> Limits.of(recipe, stage));
    if (!limits.problem().isEmpty()) {
      out.println("  thresholds unknown: " + limits.problem());
    }
    for (Map.Entry<String, Double> signal : signals.entrySet()) {
      String name = signal.getKey().substring(prefix.length());
      StringBuilder line = new StringBuilder("  ");
      line.append(name).append(" ".repeat(Math.max(1, 34 - name.length())));
      line.append(rounded(signal.getValue()));
      for (Rule rule : limits.rules()) {
        if (rule.signal().equals(name)) {
          line.append(limit(rule, row.language(), signal.getValue()));
        }
      }
      out.println(line);
    }
  }

  private static String limit(Rule rule, String language, double value) {
    return (rule.side() == Rule.Side.AT_LEAST ? "   >= " : "   <= ")
        + rounded(rule.limit().of(language))
        + (rule.isBrokenBy(value, language) ? "   broken: " + rule.reason().key() : "");
  }

  private static String rounded(double value) {
    return value == Math.rint(value) ? RuleTexts.number(value) : Rates.number(value, 4);
  }
}
