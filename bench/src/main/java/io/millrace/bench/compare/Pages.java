package io.millrace.bench.compare;

import io.millrace.bench.compare.Measurement.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Shows results: {@code table RESULTS} prints Markdown; {@code docs RESULTS PAGE.md} inserts it
 * between the markers of a page, and writes the plot {@code PAGE.svg} beside it.
 */
public final class Pages {

  private static final String BEGIN = "<!-- compare -->";
  private static final String END = "<!-- /compare -->";

  private Pages() {}

  public static void main(String[] arguments) throws IOException {
    List<Result> results = Result.readAll(Path.of(arguments[1]));
    if (arguments[0].equals("table")) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(table(results));
      return;
    }
    Path page = Path.of(arguments[2]);
    String name = page.getFileName().toString().replace(".md", ".svg");
    String text = Files.readString(page, StandardCharsets.UTF_8);
    String made = table(results) + "\n![Ratios against the targets](" + name + ")\n";
    Files.writeString(page, into(text, made), StandardCharsets.UTF_8);
    Files.writeString(page.resolveSibling(name), Chart.of(results), StandardCharsets.UTF_8);
  }

  /**
   * Inserts text between the markers of a page.
   *
   * @throws IllegalArgumentException if the page has no markers
   */
  static String into(String page, String made) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no " + BEGIN + " ... " + END);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + made + page.substring(end);
  }

  /** One table, and the machines under it. */
  static String table(List<Result> results) {
    StringBuilder text = new StringBuilder();
    long met = results.stream().filter(Result::isMet).count();
    text.append(
        String.format(Locale.ROOT, "%d of %d rows meet their targets.\n\n", met, results.size()));
    text.append(
        "| row | what | ours | theirs | ratio | spread | target | | peer | pairs, size, clock"
            + " | outputs |\n");
    text.append("|---|---|---:|---:|---:|---|---|---|---|---|---|\n");
    results.forEach(result -> text.append(row(result)));
    return text.append("\nMachine: ").append(machines(results)).append(".\n").toString();
  }

  private static String row(Result result) {
    Statistics ratio = result.ratio();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.2f | %.2f to %.2f | %s | %s | %s | %d, %s, %s | %s%s |\n",
        result.target().row(),
        result.target().what(),
        result.figure(Side.OURS),
        result.hasTheirs() ? result.figure(Side.THEIRS) : "",
        ratio.median(),
        ratio.least(),
        ratio.most(),
        result.target().bound(),
        result.isMet() ? "met" : "**short**",
        result.theirs(),
        result.counted(Side.OURS).size(),
        result.size(),
        result.target().clock().name().toLowerCase(Locale.ROOT),
        result.check().equal() ? "" : "**differ:** ",
        result.check().what().replace("|", "\\|"));
  }

  /** The machine of most rows, then each other one with its rows. */
  private static String machines(List<Result> results) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Result result : results) {
      rows.computeIfAbsent(machine(result.machine()), none -> new ArrayList<>())
          .add(result.target().row());
    }
    return rows.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .map(entry -> entry.getKey() + ofRows(entry.getValue(), results.size()))
        .collect(Collectors.joining("; "));
  }

  private static String ofRows(List<String> rows, int all) {
    return 2 * rows.size() > all ? "" : " (" + String.join(", ", rows) + ")";
  }

  private static String machine(Machine machine) {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d GiB, %s, %s",
        machine.processor(),
        machine.processors(),
        machine.memoryGib(),
        machine.kernel(),
        machine.java());
  }
}
