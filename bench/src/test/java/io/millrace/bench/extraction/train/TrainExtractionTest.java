package io.millrace.bench.extraction.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.extraction.TruthFile;
import io.millrace.extract.model.BoostedTrees;
import io.millrace.extract.model.ExtractionFeatures;
import io.millrace.extract.model.Lexicon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainExtractionTest {

  private static final int PAGES = 40;
  private static final List<String> WORDS =
      List.of("mill", "river", "wheel", "corn", "stone", "flour", "oak", "miller", "sack", "weir");

  @TempDir private Path folder;

  @Test
  void trainingIsRepeatable() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder warc = new StringBuilder();
    StringBuilder truth = new StringBuilder();
    StringBuilder snippetWarc = new StringBuilder();
    StringBuilder snippets = new StringBuilder();
    for (int i = 0; i < PAGES; i++) {
      String url = "https://www.site" + i + ".test/page";
      String first = sentence(random);
      String second = sentence(random);
      String html = page(first, second, random);
      if (i % 4 == 0) {
        snippetWarc.append(record(url, html));
        snippets.append(
            "{\"url\":\"" + url + "\",\"with\":[\"" + first + "\"],\"without\":[\"Home page\"]}\n");
      } else {
        warc.append(record(url, html));
        String type = ExtractionFeatures.pageTypes().get(i % 7);
        truth.append(
            "{\"url\":\""
                + url
                + "\",\"type\":\""
                + type
                + "\",\"text\":\""
                + first
                + "\\n"
                + second
                + "\"}\n");
      }
    }
    Path one = train("one", warc, truth, snippetWarc, snippets);
    Path two = train("two", warc, truth, snippetWarc, snippets);

    for (String name : List.of("glance.txt", "main-content.txt", "page-types.txt", "lexicon.txt")) {
      assertThat(one.resolve(name)).hasSameBinaryContentAs(two.resolve(name));
    }
    BoostedTrees content =
        BoostedTrees.read(Files.newBufferedReader(one.resolve("main-content.txt")), "content");
    assertThat(content.names()).isEqualTo(ExtractionFeatures.names());
    Lexicon.read(Files.newBufferedReader(one.resolve("lexicon.txt")), "lexicon");
    assertThat(Files.readString(one.resolve("lexicon.txt"))).contains(" <nav\n", " post\n");
    Map<String, String> texts =
        TruthFile.readPredictions(one.resolve("cross-validated-full.jsonl"));
    assertThat(texts).hasSize(PAGES - PAGES / 4);
    assertThat(texts.values()).allMatch(text -> text.contains("grinds"));
  }

  private Path train(String name, StringBuilder... contents) throws IOException {
    Path output = folder.resolve(name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Path> files =
        List.of(
            write("full.warc", contents[0]),
            write("full-truth.jsonl", contents[1]),
            write("part.warc", contents[2]),
            write("part-truth.jsonl", contents[3]),
            output);
    TrainExtraction.run(files, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("page types: ", "snippets F1");
    return output;
  }

  private Path write(String name, StringBuilder content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }

  private static String sentence(SplittableRandom random) {
    StringBuilder sentence = new StringBuilder("The mill grinds");
    for (int i = 0; i < 20; i++) {
      sentence.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return sentence + " until the evening.";
  }

  private static String page(String first, String second, SplittableRandom random) {
    StringBuilder page = new StringBuilder("<body><nav><ul>");
    for (int i = 0; i < 8; i++) {
      page.append("<li><a href=x>Home page ").append(random.nextInt(9)).append("</a>");
    }
    page.append("</ul></nav><div class=post><p>").append(first).append("<p>").append(second);
    page.append("</div><footer>");
    for (int i = 0; i < 6; i++) {
      page.append("<p>Terms of use ").append(random.nextInt(9));
    }
    return page + "</footer></body>";
  }

  private static String record(String url, String html) {
    String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html;
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
        + url
        + "\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http\r\n"
        + "Content-Length: "
        + http.length()
        + "\r\n\r\n"
        + http
        + "\r\n\r\n";
  }
}
