package io.millrace.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TikaTextsTest {

  @TempDir private Path folder;

  private Path jar(Map<String, String> entries) throws IOException {
    Path jar = folder.resolve("texts.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry("org/apache/tika/langdetect/" + entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  @Test
  void longTextsAreSplitIntoPagesAndArticlesIntoSentences() throws IOException {
    String debate =
        IntStream.range(0, 80)
            .mapToObj(i -> "Paragraf " + i + " <ø>")
            .collect(Collectors.joining("\n\n"));
    Path jar =
        jar(
            Map.of(
                "language-tests/da.test", debate,
                "language-tests/ja.test", "一つの段落。",
                "language-codes.txt", "da",
                "text-test.tsv", "pl\tJeden. Dwa.\nno line\n"));
    List<SourceText> texts = TikaTexts.read(jar);
    assertThat(texts)
        .extracting(SourceText::code)
        .containsExactly("dan", "dan_2", "dan_3", "jpn", "pol_article");
    assertThat(texts)
        .extracting(SourceText::language)
        .containsExactly("da", "da", "da", "ja", "pl");
    assertThat(texts.stream().mapToInt(text -> text.sections().size()))
        .containsExactly(35, 35, 10, 1, 2);
    assertThat(texts.get(1).texts().get(0)).isEqualTo("Paragraf 35 <ø>");
    assertThat(texts.get(1).sections().get(0)).isEqualTo("<p>Paragraf 35 &lt;ø&gt;</p>");
    assertThat(texts.get(4).texts()).containsExactly("Jeden.", "Dwa.");
  }
}
