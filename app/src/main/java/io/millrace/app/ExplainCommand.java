package io.millrace.app;

import io.millrace.connectors.shards.VerdictRow;
import io.millrace.corpus.Rule;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.run.FinishedOutput;
import io.millrace.pipelines.run.RunException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a document was kept or dropped. */
@Command(
    name = "explain",
    description = "Show a record's verdict: each stage's signals and thresholds.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "OUTPUT", description = "Output directory of a run.")
  private String output;

  @ArgGroup(multiplicity = "1")
  private Key key;

  /** One of the two. */
  static final class Key {
    @Option(names = "--id", description = "Id of the record: 32 hexadecimal digits.")
    private String id;

    @Option(names = "--url", description = "URL of the record.")
    private String url;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    FinishedOutput finished = FinishedOutput.open(output);
    List<VerdictRow> rows =
        key.id != null ? finished.verdictsById(key.id) : finished.verdictsByUrl(key.url);
    if (rows.isEmpty()) {
      throw new RunException(
          RunException.Kind.WRONG_USE,
          "no record of " + output + " has that " + (key.id != null ? "id" : "URL"));
    }
    PrintWriter out = spec.commandLine().getOut();
    DocumentChain chain = Runs.chain(finished.recipe());
    for (VerdictRow row : rows) {
      print(row, chain, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void print(VerdictRow row, DocumentChain chain, PrintWriter out) {
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
    for (int stage = 0; stage < chain.stageNames().size(); stage++) {
      printStage(row, chain.stageNames().get(stage), chain.step(stage).rules(), out);
    }
    out.println();
  }

  private static void field(PrintWriter out, String name, String value) {
    if (!value.isEmpty()) {
      out.println(name + value);
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

  private static void printStage(VerdictRow row, String stage, List<Rule> rules, PrintWriter out) {
    String prefix = stage + ".";
    boolean any = false;
    for (Map.Entry<String, Double> signal : row.signals().tailMap(prefix).entrySet()) {
      if (!signal.getKey().startsWith(prefix)) {
        break;
      }
      if (!any) {
        out.println(stage);
        any = true;
      }
      String name = signal.getKey().substring(prefix.length());
      StringBuilder line = new StringBuilder("  ");
      line.append(name).append(" ".repeat(Math.max(1, 34 - name.length())));
      line.append(rounded(signal.getValue()));
      for (Rule rule : rules) {
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
    return value == Math.rint(value) ? Rules.number(value) : Runs.number(value, 4);
  }
}
