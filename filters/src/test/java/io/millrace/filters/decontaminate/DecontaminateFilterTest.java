package io.millrace.filters.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.Document;
import io.millrace.filters.text.TextAnalyzer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecontaminateFilterTest {

  @TempDir Path folder;

  @Test
  void countsSharedNgramsIgnoringCaseAndPunctuation() throws IOException {
    DecontaminateFilter filter = filter(4, 2, "{\"q\": \"One two, three four five six.\"}");
    assertThat(filter.indexed()).isEqualTo(3);
    assertThat(measure(filter, "zero ONE two three\nFOUR - five; seven"))
        .containsExactly(2, 2 / 4.0);
    assertThat(measure(filter, "one two three five four six")).containsExactly(0, 0);
    assertThat(measure(filter, "two three four")).containsExactly(0, 0);
    assertThat(measure(filter, "")).containsExactly(0, 0);
  }

  @Test
  void worksInScriptsWithoutSpaces() throws IOException {
    String question = "中国的首都是哪一个城市，它有多少人口，历史有多长？";
    DecontaminateFilter filter = filter(4, 2, "{\"q\": \"" + question + "\"}");
    assertThat(measure(filter, "有人问：" + question + "没有人知道。")[0]).isGreaterThan(3);
    assertThat(measure(filter, "今天天气很好，我们一起去公园散步吧。")[0]).isZero();
    DecontaminateFilter hindi = filter(4, 2, "{\"q\": \"भारत की राजधानी का नाम क्या है\"}");
    assertThat(measure(hindi, "प्रश्न: भारत की राजधानी का नाम")[0]).isEqualTo(2);
  }

  @Test
  void matchesShortTextsAsAWholeAndIgnoresVeryShortOnes() throws IOException {
    DecontaminateFilter filter =
        filter(5, 3, "{\"q\": \"who was first\", \"a\": \"yes\", \"b\": \"two words\"}");
    assertThat(filter.indexed()).isEqualTo(1);

    assertThat(measure(filter, "tell me who was first and who last")).containsExactly(1, 0);
    assertThat(measure(filter, "who was first")).containsExactly(1, 0);
    assertThat(measure(filter, "yes two words who was second")).containsExactly(0, 0);
  }

  @Test
  void readsFieldsAtAnyDepth() throws IOException {
    String item =
        "{\"id\": \"a b c d\", \"x\": {\"q\": \"e f g h\", \"n\": 1}, \"c\": [\"i j k l\","
            + " {\"t\": \"m n o p\"}], \"z\": \"q r s t\"}";
    assertThat(filter(4, 4, item).indexed()).isEqualTo(5);

    Path file = write("set.jsonl", item + "\n");
    DecontaminateFilter some =
        new DecontaminateFilter(settings(4, 4, List.of(file.toString()), List.of("q", "c")));
    assertThat(some.indexed()).isEqualTo(3);
    assertThat(measure(some, "a b c d, q r s t")[0]).isZero();
    assertThat(measure(some, "e f g h. i j k l. m n o p")[0]).isEqualTo(3);
  }

  @Test
  void readsSeveralFilesPlainAndCompressed() throws IOException {
    Path plain = write("a.jsonl", "{\"q\": \"a b c\"}\n\n{\"q\": \"d e f\"}\n");
    Path packed = folder.resolve("b.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("{\"q\": \"g h i\"}".getBytes(StandardCharsets.UTF_8));
    }
    List<String> files = List.of(plain.toString(), packed.toString());
    assertThat(new DecontaminateFilter(settings(3, 3, files, List.of())).indexed()).isEqualTo(3);
  }

  @Test
  void namesTheInvalidFileAndLine() throws IOException {
    Path broken = write("broken.jsonl", "{\"q\": \"a b c\"}\n{\"q\": \n");
    Path noObject = write("array.jsonl", "{\"q\": \"a b c\"}\n[\"a\"]\n");
    Path empty = write("empty.jsonl", "{\"q\": 1}\n");
    Path missing = folder.resolve("missing.jsonl");
    assertRejected(broken, "line 3");
    assertRejected(noObject, "line 2");
    assertRejected(empty, "no text");
    assertRejected(missing, "not a file");
  }

  @Test
  void defaultsDropOnOneMatch() {
    DecontaminateFilter filter = new DecontaminateFilter(DecontaminateSettings.defaults());
    assertThat(filter.rules().get(0).isBrokenBy(1, "en")).isTrue();
    assertThat(filter.rules().get(0).isBrokenBy(0, "en")).isFalse();
    assertThat(filter.rules().get(1).isBrokenBy(1, "en")).isFalse();
    assertThat(measure(filter, "nothing is listed, so nothing is found")).containsExactly(0, 0);
  }

  @Test
  void rejectsWordCountsOutOfRange() {
    assertThatThrownBy(() -> settings(0, 1, List.of(), List.of())).hasMessageContaining("n is 0");
    assertThatThrownBy(() -> settings(5, 6, List.of(), List.of()))
        .hasMessageContaining("shortest is 6");
  }

  @Property(tries = 200)
  void matchesASearchWithoutHashes(
      @ForAll("words") List<String> item, @ForAll("words") List<String> text) {
    int n = 3;
    NgramIndex index = new NgramIndex(n, 1);
    index.add(new TextAnalyzer().analyze(String.join(" ", item)));
    int length = Math.min(n, item.size());
    Set<List<String>> held = new HashSet<>(item.isEmpty() ? List.of() : ngrams(item, length));
    long expected =
        item.isEmpty() ? 0 : ngrams(text, length).stream().filter(held::contains).count();
    assertThat(index.matches(new TextAnalyzer().analyze(String.join(" ", text))))
        .isEqualTo((int) expected);
    assertThat(index.size()).isEqualTo(held.size());
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of("a", "b", "c").list().ofMaxSize(12);
  }

  private static List<List<String>> ngrams(List<String> words, int n) {
    List<List<String>> ngrams = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      ngrams.add(words.subList(i, i + n));
    }
    return ngrams;
  }

  private void assertRejected(Path file, String message) {
    assertThatThrownBy(
            () -> new DecontaminateFilter(settings(3, 3, List.of(file.toString()), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private DecontaminateFilter filter(int n, int shortest, String line) throws IOException {
    Path file = write("set.jsonl", line + "\n");
    return new DecontaminateFilter(settings(n, shortest, List.of(file.toString()), List.of()));
  }

  private static DecontaminateSettings settings(
      int n, int shortest, List<String> files, List<String> fields) {
    return new DecontaminateSettings(
        files, fields, n, shortest, PerLanguage.of(0), PerLanguage.of(1));
  }

  private Path write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static double[] measure(DecontaminateFilter filter, String text) {
    double[] out = new double[2];
    Document document = new Document("", text, "", "", "", "en", 1, Collections.emptySortedMap());
    filter.measure(document, new TextAnalyzer().analyze(text), out, 0);
    return out;
  }
}
