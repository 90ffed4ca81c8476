package io.millrace.pipelines.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.corpus.Document;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.shards.verdict.VerdictRow;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/** Puts personal data into every field; no file of the output may contain it. */
class PiiOutputIT {

  private static final String WORDS = " one two three four five six seven eight nine ten";

  @TempDir private Path folder;

  /** The report of a run. */
  private String said = "";

  private Path run(String yaml) throws IOException {
    Recipe recipe = new RecipeReader(Stages.catalog()).read(yaml, "recipe", Overrides.none());
    Path out = folder.resolve("out");
    EngineSettings engine =
        new EngineSettings(
            Runner.DIRECT, 2, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    new MillRun(
            request,
            (result, made) -> {
              said = result.toString();
              return Collections.emptySortedMap();
            })
        .run();
    return out;
  }

  private static String record(String id, String url, String text, String title) {
    return "{\"id\": \"ID\", \"url\": \"URL\", \"text\": \"TEXT\", \"metadata\": {\"title\": \"TITLE\"}}\n"
        .replace("ID", id)
        .replace("URL", url)
        .replace("TEXT", text)
        .replace("TITLE", title);
  }

  @Test
  void masksEverythingOfTexts() throws IOException {
    String shop = "http://shop.example.org/u?mail=NAME%40foo.de&tel=0171-1234567&ip=81.169.145.78";
    Path input = folder.resolve("a.jsonl");
    Files.writeString(
        input,
        record("a", shop.replace("NAME", "jane"), "Mail jane@foo.de" + WORDS, "Tel 0171-1234567")
            + record("b", shop.replace("NAME", "john"), "Mail john@foo.de" + WORDS, "john@foo.de")
            + record(
                "c", shop.replace("NAME", "jane"), "Mail jane@foo.de" + WORDS, "Tel 0171-1234567")
            + record("d", shop.replace("NAME", "june"), "Mail june@foo.de", "june@foo.de")
            + record("e", "http://x.org/", "Nothing" + WORDS, "Nothing"));
    Path out =
        run(
            """
            inputs: [{jsonl: 'INPUT'}]
            stages:
              - url-filter: {words: [june]}
              - pii
              - dedup-url
            output: {shards: 1}
            """
                .replace("INPUT", input.toString()));

    FinishedOutput finished = FinishedOutput.open(out.toString());
    List<Document> documents = new ArrayList<>();
    finished.forEachDocument(
        finished.manifest().shards().stream().map(shard -> shard.path()).toList(), documents::add);
    // dedup-url compares the unmasked URLs
    assertThat(documents)
        .extracting(Document::text)
        .containsExactlyInAnyOrder(
            "Mail <email>" + WORDS, "Mail <email>" + WORDS, "Nothing" + WORDS);
    assertThat(documents)
        .extracting(document -> document.metadata().get("title"))
        .containsExactlyInAnyOrder("Tel <phone>", "<email>", "Nothing");
    String masked =
        "http://shop.example.org/u?mail=%3Cemail%3E&tel=%3Cphone%3E&ip=%3Cip-address%3E";
    assertThat(documents).extracting(Document::url).contains(masked, "http://x.org/");
    List<VerdictRow> rows = finished.verdictsByUrl(shop.replace("NAME", "jane"));
    assertThat(rows).hasSize(4).allMatch(row -> row.url().equals(masked));
    assertThat(finished.verdictsByUrl(masked)).isEqualTo(rows);
    assertThat(finished.verdictsById(documents.get(0).id())).hasSize(1);
    assertNothingLeft(out);
  }

  @Test
  void masksEverythingOfPairs() throws IOException {
    try (RawServer server = new RawServer()) {
      String path = "/u/jane@foo.de/0171-1234567/a.png";
      server.serve(path, "", ImageRuns.png(120, 90, 1));
      String html =
          "<!DOCTYPE html><title>Seite von jane@foo.de</title>"
              + "<link rel=canonical href='http://pages.example/?m=jane@foo.de'>"
              + "<p>Vorher schrieb jane@foo.de einen Absatz.<figure><img src='"
              + server.url(path)
              + "' alt='Ein Bild von jane@foo.de hier' title='Ruf an: Tel 0171-1234567 bitte'>"
              + "<figcaption>Die Adresse ist 81.169.145.78 und so weiter</figcaption></figure>"
              + "<p>Nachher schrieb jane@foo.de noch einen.";
      Path input = folder.resolve("a.warc.gz");
      try (FileChannel channel =
              FileChannel.open(input, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          WarcWriter warc = new WarcWriter(channel, WarcCompression.GZIP)) {
        warc.write(
            new WarcResponse.Builder(URI.create("http://pages.example/?m=jane%40foo.de"))
                .date(Instant.parse("2024-01-01T00:00:00Z"))
                .body(
                    new HttpResponse.Builder(200, "OK")
                        .body(MediaType.parse("text/html; charset=utf-8"), html.getBytes(UTF_8))
                        .build())
                .build());
      }
      Path out =
          run(
              """
              inputs: [{warc: 'INPUT'}]
              stages:
                - image-candidates
                - pii
                - image-fetch: {allow_addresses: [127.0.0.0/8]}
                - image-decode
                - image-dedup
              output: {format: webdataset, shards: 1}
              """
                  .replace("INPUT", input.toString()));
      assertThat(server.requests()).anyMatch(request -> request.path().equals(path));
      assertThat(FinishedOutput.open(out.toString()).manifest().totals().kept()).isEqualTo(1);
      assertNothingLeft(out);
    }
  }

  private void assertNothingLeft(Path out) throws IOException {
    StringBuilder all = new StringBuilder(said);
    FinishedOutput.open(out.toString()).forEachVerdict(all::append);
    List<Path> files;
    try (Stream<Path> found = Files.walk(out)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (InputStream bytes = Files.newInputStream(file);
          InputStream in = file.toString().endsWith(".zst") ? new ZstdInputStream(bytes) : bytes) {
        boolean asItWas = file.toString().contains("/rejected/url-filter/");
        all.append(asItWas ? "" : new String(in.readAllBytes(), ISO_8859_1));
      }
    }
    for (String planted :
        List.of("jane@", "jane%40", "john@", "john%40", "june@", "june%40", "1234567", "145.78")) {
      assertThat(all.indexOf(planted)).as(planted).isNegative();
    }
  }
}
