package io.millrace.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.ChainLoop;
import io.millrace.bench.Clock;
import io.millrace.bench.PlainLoop;
import io.millrace.bench.extraction.WarcPages;
import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.Document;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.Extractor;
import io.millrace.extract.formats.DocumentExtractor;
import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.shards.text.ShardReader;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Our side of the races that run in one long-lived process: {@code OurSide KIND ARGUMENT...}, one
 * thread. The output for the check is written outside the measured time: before the first pass, or
 * by {@code ids}.
 */
public final class OurSide {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OurSide() {}

  public static void main(String[] arguments) throws Exception {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "lid" -> identify(rest);
      case "chain" -> mill(rest, false);
      case "read-and-judge" -> mill(rest, true);
      case "extract" -> extract(rest);
      case "encode" -> encode(rest);
      case "read-shards" -> readShards(rest);
      case "read-tars" -> readTars(rest);
      case "ids" -> ids(Path.of(rest.get(0)), Path.of(rest.get(1)));
      default -> throw new IllegalArgumentException("no side " + arguments[0]);
    }
  }

  /** MODEL TEXTS LABELS: reads one text per line, writes one label per line. */
  private static void identify(List<String> arguments) throws Exception {
    FastTextIdentifier identifier =
        new FastTextIdentifier(FastTextModel.read(Path.of(arguments.get(0))));
    Path file = Path.of(arguments.get(1));
    List<String> texts = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> labels = texts.stream().map(text -> identifier.identify(text).language()).toList();
    Files.write(Path.of(arguments.get(2)), labels, StandardCharsets.UTF_8);
    long bytes = Files.size(file);
    PassLoop.serve(
        () -> {
          double sum = 0;
          for (String text : texts) {
            sum += identifier.identify(text).score();
          }
          return Map.of("amount", bytes, "mean_score", sum / texts.size());
        });
  }

  /** RECIPE KIND=GLOB OUTPUT; the amount is bytes of text at the first stage. */
  private static void mill(List<String> arguments, boolean judgeOnly) throws Exception {
    Recipe recipe = ChainLoop.recipe(Path.of(arguments.get(0)), arguments.get(1));
    Path output = Path.of(arguments.get(2));
    PassLoop.serve(
        () -> {
          PlainLoop.Pass pass = ChainLoop.run(recipe, output, 1, System.err);
          Map<String, Object> facts = new TreeMap<>();
          facts.put("amount", pass.textBytes());
          facts.put("documents", pass.records());
          facts.put("kept", pass.kept());
          if (judgeOnly) {
            Clock.Time time = pass.phases().get(PlainLoop.READ_AND_JUDGE);
            facts.put("cpu", time.cpu());
            facts.put("wall", time.wall());
          }
          return facts;
        });
  }

  /** WARC TEXTS: writes {@code {url, text}} of each page. */
  private static void extract(List<String> arguments) throws Exception {
    List<Page> pages = WarcPages.read(Path.of(arguments.get(0)));
    List<Map<String, String>> texts = new ArrayList<>();
    long bytes = pages.stream().mapToLong(page -> page.body().length).sum();
    try (PrintStream out = new PrintStream(arguments.get(1), StandardCharsets.UTF_8)) {
      Extractor extractor = new DocumentExtractor(ExtractSettings.defaults());
      for (Page page : pages) {
        texts.add(Map.of("url", page.url(), "text", text(extractor, page)));
        out.println(JSON.writeValueAsString(new TreeMap<>(texts.get(texts.size() - 1))));
      }
    }
    PassLoop.serve(
        () -> {
          Extractor extractor = new DocumentExtractor(ExtractSettings.defaults());
          long characters = 0;
          for (Page page : pages) {
            characters += text(extractor, page).length();
          }
          return Map.of("amount", bytes, "characters", characters);
        });
  }

  private static String text(Extractor extractor, Page page) {
    try {
      return extractor.extract(page).text();
    } catch (ExtractionException failed) {
      return "";
    }
  }

  /**
   * TOKENIZER TEXTS IDS: reads JSON Lines with {@code text}, writes the ids of one text per line.
   */
  private static void encode(List<String> arguments) throws Exception {
    BpeTokenizer tokenizer = BpeTokenizer.read(Path.of(arguments.get(0)));
    List<String> texts = new ArrayList<>();
    long bytes = 0;
    for (String line : Files.readAllLines(Path.of(arguments.get(1)), StandardCharsets.UTF_8)) {
      String text = JSON.readTree(line).get("text").textValue();
      texts.add(text);
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
    }
    try (PrintStream out = new PrintStream(arguments.get(2), StandardCharsets.UTF_8)) {
      for (String text : texts) {
        out.println(Arrays.toString(tokenizer.encode(text)));
      }
    }
    long amount = bytes;
    PassLoop.serve(
        () -> {
          long tokens = 0;
          for (String text : texts) {
            tokens += tokenizer.encode(text).length;
          }
          return Map.of("amount", amount, "tokens", tokens);
        });
  }

  /** FOLDER with shards of documents; the amount is bytes of text. */
  private static void readShards(List<String> arguments) throws Exception {
    List<Path> shards = files(Path.of(arguments.get(0)));
    long[] amount = new long[1];
    for (Path shard : shards) {
      eachDocument(
          shard, document -> amount[0] += document.text().getBytes(StandardCharsets.UTF_8).length);
    }
    PassLoop.serve(
        () -> {
          long[] sums = new long[2];
          for (Path shard : shards) {
            eachDocument(
                shard,
                document -> {
                  sums[0]++;
                  sums[1] += document.text().length();
                });
          }
          return Map.of("amount", amount[0], "documents", sums[0], "units", sums[1]);
        });
  }

  /** FOLDER with tars; the amount is bytes of images. */
  private static void readTars(List<String> arguments) throws Exception {
    List<Path> tars = files(Path.of(arguments.get(0)));
    RecordReader reader = RecordReaders.of(InputKind.WEBDATASET, InputSettings.defaults());
    PassLoop.serve(
        () -> {
          long[] sums = new long[3];
          RecordSink sink =
              new RecordSink() {
                @Override
                public void accept(InputRecord found) {
                  if (found instanceof ImageTextPair pair) {
                    sums[0]++;
                    sums[1] += pair.image().map(image -> image.length).orElse(0);
                    sums[2] +=
                        pair.captions().isEmpty() ? 0 : pair.captions().get(0).text().length();
                  }
                }

                @Override
                public void skip(String kind) {}
              };
          for (Path tar : tars) {
            for (Split split : reader.split(tar.toString(), Files.size(tar))) {
              reader.read(split, sink);
            }
          }
          return Map.of("amount", sums[1], "samples", sums[0], "caption_characters", sums[2]);
        });
  }

  /** Writes the addresses of all documents of shards, sorted, a line each. */
  private static void ids(Path folder, Path to) throws IOException {
    List<String> urls = new ArrayList<>();
    for (Path shard : files(folder)) {
      eachDocument(shard, document -> urls.add(document.url()));
    }
    urls.sort(null);
    Files.write(to, urls, StandardCharsets.UTF_8);
  }

  private static void eachDocument(Path shard, Consumer<Document> action) throws IOException {
    try (ShardReader reader = ShardReader.open(BeamFile.at(shard.toString()))) {
      for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
        action.accept(next.get());
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
