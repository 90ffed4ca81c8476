package io.millrace.bench.extraction;

import io.millrace.bench.extraction.TruthFile.TruthPage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Scores predicted main texts against a truth. Prints scores by type of page for one file of
 * predictions, or one row for each of several files, with the speed if it is known ({@link Speed})
 * and its ratio to trafilatura's.
 */
public final class ScoreExtraction {

  private static final String USAGE =
      """
      usage: ScoreExtraction [--markdown | --into PAGE] TRUTH PREDICTIONS...
        --markdown   print Markdown
        --into PAGE  put the Markdown into a page, between <!-- extraction:NAME --> and <!-- /extraction -->,
                     where TRUTH is the file NAME-truth.jsonl.gz""";

  /** The extractor with which speeds are compared. */
  private static final String REFERENCE = "trafilatura";

  private static final String CLOSE = "<!-- /extraction -->";
  private static final String NOT_KNOWN = "";

  private ScoreExtraction() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      if (run(List.of(arguments), out)) {
        return;
      }
      System.err.println(USAGE);
    } catch (NoSuchFileException missing) {
      System.err.println("no such file: " + missing.getFile());
    }
    System.exit(2);
  }

  /** Returns false when the arguments are not valid. */
  public static boolean run(List<String> arguments, PrintStream out) throws IOException {
    boolean markdown = arguments.indexOf("--markdown") == 0;
    boolean into = arguments.indexOf("--into") == 0;
    int options = markdown ? 1 : into ? 2 : 0;
    if (arguments.size() < options + 2) {
      return false;
    }
    Path truth = Path.of(arguments.get(options));
    List<Path> predictions =
        arguments.subList(options + 1, arguments.size()).stream().map(Path::of).toList();
    Table table = table(TruthFile.read(truth), predictions, out);
    if (into) {
      write(Path.of(arguments.get(1)), nameOf(truth), table.markdown());
    } else {
      out.print(markdown ? table.markdown() : table.plain());
    }
    return true;
  }

  private static Table table(List<TruthPage> truth, List<Path> files, PrintStream out)
      throws IOException {
    List<ExtractionScores> scores = new ArrayList<>();
    for (Path file : files) {
      ExtractionScores one = ExtractionScores.of(truth, TruthFile.readPredictions(file));
      if (one.missing() > 0) {
        out.println(Speed.nameOf(file) + ": " + one.missing() + " pages without a prediction");
      }
      scores.add(one);
    }
    return files.size() == 1 ? byType(scores.get(0)) : comparison(files, scores);
  }

  private static Table byType(ExtractionScores scores) {
    Table table = new Table();
    table.add(
        List.of("type", "pages", "F1", "precision", "recall", "with", "without", "snippets F1"));
    for (String name : scores.names()) {
      ExtractionScores.Group group = scores.group(name);
      List<String> row = new ArrayList<>(List.of(name, Integer.toString(group.pages())));
      row.add(share(group.f1()));
      row.add(share(group.precision()));
      row.add(share(group.recall()));
      addSnippets(row, group.snippets());
      table.add(row);
    }
    return table;
  }

  private static Table comparison(List<Path> files, List<ExtractionScores> scores)
      throws IOException {
    Optional<Speed> reference = Optional.empty();
    for (Path file : files) {
      if (Speed.nameOf(file).equals(REFERENCE)) {
        reference = Speed.readBeside(file);
      }
    }
    boolean texts = scores.get(0).all().texts() > 0;
    List<String> types = texts ? scores.get(0).names() : List.of();
    List<String> head = new ArrayList<>(List.of("extractor"));
    head.addAll(types);
    head.addAll(List.of("with", "without", "snippets F1"));
    head.addAll(List.of("MB/s", "by the clock", "ms a page", "× " + REFERENCE));
    Table table = new Table();
    table.add(head);
    for (int i = 0; i < files.size(); i++) {
      Optional<Speed> speed = Speed.readBeside(files.get(i));
      String version = speed.map(known -> " " + known.version()).orElse("");
      List<String> row = new ArrayList<>(List.of(Speed.nameOf(files.get(i)) + version));
      for (String type : types) {
        row.add(share(scores.get(i).group(type).f1()));
      }
      addSnippets(row, scores.get(i).all().snippets());
      addSpeed(row, speed, reference);
      table.add(row);
    }
    return table;
  }

  private static void addSnippets(List<String> row, SnippetScore snippets) {
    boolean measured = snippets.isMeasured();
    row.add(measured ? share(snippets.withShare()) : NOT_KNOWN);
    row.add(measured ? share(snippets.withoutShare()) : NOT_KNOWN);
    row.add(measured ? share(snippets.f1()) : NOT_KNOWN);
  }

  private static void addSpeed(List<String> row, Optional<Speed> speed, Optional<Speed> reference) {
    row.add(speed.map(s -> number("%.2f", s.megabytesPerSecond())).orElse(NOT_KNOWN));
    row.add(speed.map(s -> number("%.2f", s.megabytesPerWallSecond())).orElse(NOT_KNOWN));
    row.add(speed.map(s -> number("%.1f", s.millisecondsPerPage())).orElse(NOT_KNOWN));
    row.add(
        speed.isPresent() && reference.isPresent()
            ? number(
                "%.1f", speed.get().megabytesPerSecond() / reference.get().megabytesPerSecond())
            : NOT_KNOWN);
  }

  private static String share(double value) {
    return Double.isNaN(value) ? NOT_KNOWN : number("%.4f", value);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Name of the collection, from the file name of its truth. */
  static String nameOf(Path truth) {
    return truth.getFileName().toString().replaceFirst("(-truth)?\\.jsonl(\\.gz)?$", "");
  }

  private static void write(Path page, String name, String markdown) throws IOException {
    String text = Files.readString(page, StandardCharsets.UTF_8);
    String open = "<!-- extraction:" + name + " -->";
    int start = text.indexOf(open);
    int end = start < 0 ? -1 : text.indexOf(CLOSE, start);
    if (end < 0) {
      throw new IOException(page + " has no part between " + open + " and " + CLOSE);
    }
    String before = text.substring(0, start + open.length());
    Files.writeString(page, before + "\n" + markdown + text.substring(end), StandardCharsets.UTF_8);
  }
}
