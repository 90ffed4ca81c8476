package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/** Makes image-text pairs from pages and a web site on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageRunIT {

  private static final int PAGES = 12;

  private static final String RECIPE =
      """
      inputs:
        - warc: WARC
      stages:
        - image-candidates
        - image-fetch: {allow_addresses: [127.0.0.0/8], host_rate: 100000, host_connections: 8, retries: 0}
        - image-decode
        - image-dedup: {max_pages: 5}
      output: {format: webdataset, shards: 3}
      """;

  private ImageSite site;
  private Path folder;
  private Path reference;
  private Manifest manifest;
  private Map<String, Integer> asked;

  @BeforeAll
  void makeReference(@TempDir Path shared) throws IOException {
    folder = shared;
    site = new ImageSite();
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      pages.add(page(i));
    }
    write(folder.resolve("a/one.warc.gz"), 0, pages.subList(0, 5));
    write(folder.resolve("a/two.warc.gz"), 5, pages.subList(5, PAGES));
    write(folder.resolve("b/all.warc.gz"), 0, pages);
    reference = folder.resolve("out-reference");
    manifest = run("a/*.warc.gz", reference, Runner.FLINK, 1);
    asked = new TreeMap<>(site.asked());
    site.forget();
  }

  @AfterAll
  void closeSite() throws IOException {
    site.close();
  }

  /**
   * Each page has two images of its own, one of the previous page under its URL, a copy of it under
   * another URL, one that does not exist, and the logo of all pages.
   */
  private String page(int number) {
    String root = site.root();
    StringBuilder html =
        new StringBuilder("<!DOCTYPE html><html lang=de><title>Seite</title><body>");
    image(html, root + "picture/" + 2 * number + ".png", "Das erste Bild der Seite " + number);
    image(
        html, root + "picture/" + (2 * number + 1) + ".png", "Das zweite Bild der Seite " + number);
    if (number > 0) {
      image(
          html, root + "picture/" + 2 * (number - 1) + ".png", "Noch einmal, auf Seite " + number);
      image(html, root + "copy/" + 2 * (number - 1) + ".png", "Eine Kopie auf Seite " + number);
    }
    image(html, root + "gone/" + number + ".png", "Ein Bild, das es nicht gibt, Nummer " + number);
    image(html, root + "picture/1000.png", "Das Zeichen aller Seiten");
    return html.append("</body></html>").toString();
  }

  private static void image(StringBuilder html, String url, String alt) {
    html.append("<p>Ein Absatz.<p><img src=\"" + url + "\" alt=\"" + alt + "\">");
  }

  private static void write(Path file, int first, List<String> pages) throws IOException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        WarcWriter warc = new WarcWriter(channel, WarcCompression.GZIP)) {
      for (int i = 0; i < pages.size(); i++) {
        HttpResponse http =
            new HttpResponse.Builder(200, "OK")
                .body(
                    MediaType.parse("text/html; charset=utf-8"),
                    pages.get(i).getBytes(StandardCharsets.UTF_8))
                .build();
        int number = first + i;
        warc.write(
            new WarcResponse.Builder(URI.create("http://pages.example/" + number))
                .recordId(URI.create("urn:page:" + number))
                .date(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(number))
                .body(http)
                .build());
      }
    }
  }

  private Manifest run(String glob, Path out, Runner runner, int workers) throws IOException {
    Recipe recipe =
        new RecipeReader(Stages.catalog())
            .read(
                RECIPE.replace("WARC", "'" + folder.resolve(glob) + "'"),
                "recipe",
                Overrides.none());
    EngineSettings engine =
        new EngineSettings(
            runner, workers, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    new MillRun(request, (result, made) -> Collections.emptySortedMap()).run();
    assertThat(FinishedOutput.verify(out.toString(), OutputVerifier.Depth.RECORDS).problems())
        .isEmpty();
    return FinishedOutput.open(out.toString()).manifest();
  }

  @Test
  void everyCandidateHasOneVerdict() {
    // the logo is dropped on all pages; of an image, its URL on the next page and its copy, only
    // the
    // first is kept
    assertThat(manifest.totals().input()).isEqualTo(PAGES * 4 + (PAGES - 1) * 2);
    assertThat(manifest.totals().kept()).isEqualTo(2 * PAGES);
    assertThat(manifest.reasons().get("image-fetch")).isEqualTo(Map.of("not_found", (long) PAGES));
    assertThat(manifest.reasons().get("image-dedup"))
        .isEqualTo(Map.of("repeated_image", (long) PAGES, "same_image", (long) (PAGES - 1) * 2));
  }

  @Test
  void everyUrlIsRequestedOnce() {
    asked.remove("/robots.txt");
    asked.remove("/.well-known/tdmrep.json");
    assertThat(asked).hasSize(2 * PAGES + PAGES - 1 + PAGES + 1);
    assertThat(asked.values()).allMatch(times -> times == 1);
  }

  @Test
  void bytesDoNotDependOnParallelism() throws IOException {
    Path more = folder.resolve("out-workers");
    run("b/*.warc.gz", more, Runner.FLINK, 4);
    for (String set : List.of("shards", "rejected", "verdicts")) {
      assertThat(MadeText.hashes(more.resolve(set)))
          .as(set)
          .isEqualTo(MadeText.hashes(reference.resolve(set)));
    }
  }

  @Test
  void pagesOfPairsAreNoWarning() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("pages.yaml"),
            RECIPE.replace("WARC", "'" + folder.resolve("b/*.warc.gz") + "'"));
    Path out = folder.resolve("out-report");
    Cli.done("run", recipe.toString(), "--output", out.toString(), "--runner", "direct");
    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    assertThat(report.get("pairs")).isNotEmpty();
    assertThat(report.get("warnings")).isEmpty();
    site.forget();
  }
}
