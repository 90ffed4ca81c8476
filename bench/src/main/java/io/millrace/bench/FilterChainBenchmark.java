package io.millrace.bench;

import io.millrace.api.Filter;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.filters.Cleaner;
import io.millrace.filters.c4.C4Cleaner;
import io.millrace.filters.c4.C4Filter;
import io.millrace.filters.c4.C4Settings;
import io.millrace.filters.fineweb.FineWebFilter;
import io.millrace.filters.fineweb.FineWebSettings;
import io.millrace.filters.gopher.GopherQualityFilter;
import io.millrace.filters.gopher.GopherQualitySettings;
import io.millrace.filters.gopher.GopherRepetitionFilter;
import io.millrace.filters.gopher.GopherRepetitionSettings;
import io.millrace.filters.text.TextAnalyzer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * MB/s of UTF-8 text on one core: analysis, repetition, quality, C4 (lines, analysis of the
 * remaining text, page rules) and FineWeb, alone or as a chain. A single stage includes the
 * analysis, which the chain does once. The result is in the column {@code megabytes}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class FilterChainBenchmark {

  @Param({"analysis", "gopher-repetition", "gopher-quality", "c4", "fineweb", "chain"})
  public String stage;

  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final Filter repetition = new GopherRepetitionFilter(GopherRepetitionSettings.defaults());
  private final Filter quality = new GopherQualityFilter(GopherQualitySettings.defaults());
  private final Cleaner c4Cleaner = new C4Cleaner(C4Settings.defaults());
  private final Filter c4 = new C4Filter(C4Settings.defaults());
  private final Filter fineWeb = new FineWebFilter(FineWebSettings.defaults());
  private final double[] signals = new double[64];

  private List<Document> documents;
  private List<Filter> filters;
  private boolean clean;
  private double megabytesARound;

  /** Counts the text that was processed. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Throughput {
    public double megabytes;
  }

  @Setup
  public void load() {
    documents = new ArrayList<>();
    for (String text : FilterTexts.load()) {
      megabytesARound += text.getBytes(StandardCharsets.UTF_8).length / 1e6;
      documents.add(new Document("", text, "", "", "", "en", 1, Collections.emptySortedMap()));
    }
    clean = stage.equals("c4") || stage.equals("chain");
    filters =
        switch (stage) {
          case "analysis" -> List.of();
          case "gopher-repetition" -> List.of(repetition);
          case "gopher-quality" -> List.of(quality);
          case "c4" -> List.of(c4);
          case "fineweb" -> List.of(fineWeb);
          default -> List.of(repetition, quality, c4, fineWeb);
        };
  }

  @Benchmark
  public double filter(Throughput throughput) {
    double sum = 0;
    for (Document document : documents) {
      sum += measure(document);
    }
    throughput.megabytes += megabytesARound;
    return sum;
  }

  private double measure(Document document) {
    TextAnalysis analysis = analyzer.analyze(document.text());
    Document current = document;
    double sum = analysis.words();
    for (Filter filter : filters) {
      if (clean && filter == c4) {
        String text = c4Cleaner.clean(current, analysis, signals, 0);
        if (text != current.text()) {
          current = current.withText(text);
          analysis = analyzer.analyze(text);
        }
      }
      filter.measure(current, analysis, signals, 0);
      sum += signals[0];
    }
    return sum;
  }
}
