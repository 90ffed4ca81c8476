package io.millrace.bench.extraction;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.Clock;
import io.millrace.corpus.Page;
import io.millrace.corpus.Version;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.Extractor;
import io.millrace.extract.formats.DocumentExtractor;
import java.io.BufferedWriter;
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

/**
 * Extracts the main text of a WARC's pages and measures the speed: {@code ExtractPages WARC
 * PREDICTIONS [MOST_PASSES]}. All pages are in memory before the clock starts. One thread runs
 * warm-up passes until the time is steady, then passes of which the median counts. Processor time
 * is that of the process, including compiler and garbage collector; start it on one core ({@code
 * taskset}).
 */
public final class ExtractPages {

  private static final int MOST_PASSES = 40;

  /** Measured passes, of which the median counts. */
  private static final int MEASURED = 5;

  /** Consecutive steady passes that end the warm-up. */
  private static final int SETTLED = 3;

  /** Largest relative difference of steady passes. */
  private static final double STEADY = .03;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Page> pages;
  private final List<String> texts = new ArrayList<>();
  private int failed;

  private ExtractPages(List<Page> pages) {
    this.pages = pages;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: ExtractPages WARC PREDICTIONS [MOST_PASSES]");
      System.exit(2);
    }
    int passes = arguments.length == 3 ? Integer.parseInt(arguments[2]) : MOST_PASSES;
    run(Path.of(arguments[0]), Path.of(arguments[1]), passes, out);
  }

  /**
   * Writes the predictions and the speed beside them.
   *
   * @param mostPasses most warm-up passes
   */
  static void run(Path warc, Path predictions, int mostPasses, PrintStream out) throws IOException {
    ExtractPages extraction = new ExtractPages(WarcPages.read(warc));
    double fastest = Double.POSITIVE_INFINITY;
    int settled = 0;
    for (int pass = 0; pass < mostPasses && settled < SETTLED; pass++) {
      Speed warming = extraction.pass();
      print("warming ", warming, out);
      settled = warming.cpuSeconds() > fastest * (1 - STEADY) ? settled + 1 : 0;
      fastest = Math.min(fastest, warming.cpuSeconds());
    }
    List<Speed> measured = new ArrayList<>();
    for (int pass = 0; pass < MEASURED; pass++) {
      measured.add(extraction.pass());
      print("measured", measured.get(pass), out);
    }
    measured.sort(Comparator.comparingDouble(Speed::cpuSeconds));
    Speed speed = measured.get(MEASURED / 2);
    extraction.write(predictions);
    speed.writeBeside(predictions);
  }

  private static void print(String kind, Speed speed, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s %d pages, %.1f MB of HTML: %.2f MB/s by processor time, %.2f MB/s by the clock, %d"
            + " failed%n",
        kind,
        speed.pages(),
        speed.htmlBytes() / 1e6,
        speed.megabytesPerSecond(),
        speed.megabytesPerWallSecond(),
        speed.failed());
  }

  private Speed pass() {
    Extractor extractor = new DocumentExtractor(ExtractSettings.defaults());
    texts.clear();
    failed = 0;
    long bytes = 0;
    Clock clock = Clock.start();
    for (Page page : pages) {
      bytes += page.body().length;
      texts.add(extract(extractor, page));
    }
    Clock.Time time = clock.lap();
    return new Speed(Version.TEXT, pages.size(), bytes, time.cpu(), time.wall(), failed);
  }

  private String extract(Extractor extractor, Page page) {
    try {
      return extractor.extract(page).text();
    } catch (ExtractionException failure) {
      failed++;
      return "";
    }
  }

  private void write(Path predictions) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(predictions, StandardCharsets.UTF_8)) {
      for (int i = 0; i < texts.size(); i++) {
        Map<String, String> line = new TreeMap<>();
        line.put("url", pages.get(i).url());
        line.put("text", texts.get(i));
        out.append(JSON.writeValueAsString(line)).append('\n');
      }
    }
  }
}
