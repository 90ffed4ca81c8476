package io.millrace.bench.extraction.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.extraction.ScoreExtraction;
import io.millrace.bench.extraction.TruthFile;
import io.millrace.bench.extraction.TruthFile.TruthPage;
import io.millrace.bench.extraction.WarcPages;
import io.millrace.corpus.Page;
import io.millrace.extract.model.ExtractionFeatures;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Trains the models of main content: {@code TrainExtraction WARC TRUTH [WARC TRUTH]... OUTPUT}. A
 * truth ({@link TruthFile}) has the whole text of its pages, or snippets. Writes to OUTPUT {@code
 * glance.txt}, {@code main-content.txt}, {@code second-look.txt}, {@code cuts.txt}, {@code
 * page-types.txt} and {@code lexicon.txt}, and for each WARC {@code cross-validated-NAME.jsonl},
 * the texts of its pages by models that saw no page of their domains, whose scores are printed. The
 * same input gives the same files.
 */
public final class TrainExtraction {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final Path output;
  private final Map<Path, List<LabelledPage>> collections = new java.util.LinkedHashMap<>();
  private final List<LabelledPage> all = new ArrayList<>();
  private final Map<Long, String> names = new HashMap<>();

  private TrainExtraction(Path output, PrintStream out) {
    this.output = output;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3 || arguments.length % 2 == 0) {
      System.err.println("usage: TrainExtraction WARC TRUTH [WARC TRUTH]... OUTPUT");
      System.exit(2);
    }
    List<Path> files = java.util.Arrays.stream(arguments).map(Path::of).toList();
    run(files, new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  static void run(List<Path> files, PrintStream out) throws IOException {
    Path output = Files.createDirectories(files.get(files.size() - 1));
    TrainExtraction training = new TrainExtraction(output, out);
    for (int i = 0; i + 2 < files.size(); i += 2) {
      training.read(files.get(i), files.get(i + 1));
    }
    training.train();
  }

  private void read(Path warc, Path truthFile) throws IOException {
    Map<String, Page> pages = new HashMap<>();
    WarcPages.read(warc).forEach(page -> pages.putIfAbsent(page.url(), page));
    List<LabelledPage> known = new ArrayList<>();
    for (TruthPage truth : TruthFile.read(truthFile)) {
      Page page = pages.remove(truth.url());
      if (page == null) {
        out.println("not in " + warc + ": " + truth.url());
      } else {
        known.add(new LabelledPage(truth, ExtractionFeatures.of(page, names)));
      }
    }
    collections.put(truthFile, known);
    all.addAll(known);
    int blocks = known.stream().mapToInt(page -> page.features.blocks()).sum();
    out.printf(Locale.ROOT, "%s: %d pages, %d blocks%n", warc, known.size(), blocks);
  }

  private void train() throws IOException {
    LexiconCounts words = new LexiconCounts(all, names);
    CrossValidation validation = new CrossValidation(all, words);
    printTypes(validation);
    printPassed(validation);
    Map<LabelledPage, float[]> first = validation.scores();
    Map<LabelledPage, float[]> both = validation.both(first);
    Map<LabelledPage, String> texts = validation.texts(first, both);
    for (Map.Entry<Path, List<LabelledPage>> collection : collections.entrySet()) {
      Path truth = collection.getKey();
      String name = truth.getFileName().toString().replaceFirst("(-truth)?\\.jsonl(\\.gz)?$", "");
      Path predictions = output.resolve("cross-validated-" + name + ".jsonl");
      write(predictions, collection.getValue(), texts);
      out.println(name + ", by models that saw no page of the same domain");
      ScoreExtraction.run(List.of(truth.toString(), predictions.toString()), out);
    }
    write("lexicon.txt", words.text());
    write("page-types.txt", validation.typeModel());
    write("glance.txt", validation.glanceModel());
    write("main-content.txt", validation.contentModel());
    write("second-look.txt", validation.secondModel());
    write("cuts.txt", validation.cutModel());
  }

  private void printTypes(CrossValidation validation) {
    Map<Boolean, Long> right =
        all.stream()
            .filter(page -> page.type() >= 0)
            .collect(
                Collectors.partitioningBy(
                    page -> best(validation.types(page)) == page.type(), Collectors.counting()));
    out.printf(Locale.ROOT, "page types: %d right, %d wrong%n", right.get(true), right.get(false));
  }

  /** Prints the share of all blocks and of main content that passes the glance. */
  private void printPassed(CrossValidation validation) {
    double blocks = 0;
    double passed = 0;
    double content = 0;
    double passedContent = 0;
    for (LabelledPage page : all) {
      for (int i = 0; i < page.features.blocks(); i++) {
        double own = page.labels.labels[i] * page.labels.weights[i];
        boolean passes = validation.passed(page).get(i);
        blocks++;
        passed += passes ? 1 : 0;
        content += own;
        passedContent += passes ? own : 0;
      }
    }
    out.printf(
        Locale.ROOT,
        "a glance passes %.4f of all blocks, %.4f of the main content%n",
        passed / blocks,
        passedContent / content);
  }

  private static int best(float[] shares) {
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      best = shares[i] > shares[best] ? i : best;
    }
    return best;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(output.resolve(name), text, StandardCharsets.UTF_8);
    out.printf(Locale.ROOT, "%s: %d characters%n", name, text.length());
  }

  private static void write(Path file, List<LabelledPage> pages, Map<LabelledPage, String> texts)
      throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (LabelledPage page : pages) {
        Map<String, Object> line = new TreeMap<>();
        line.put("url", page.truth.url());
        line.put("text", texts.get(page));
        lines.append(JSON.writeValueAsString(line)).append('\n');
      }
    }
  }
}
