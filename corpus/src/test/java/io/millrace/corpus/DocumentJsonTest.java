package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentJsonTest {

  private static final Charset UTF_8 = StandardCharsets.UTF_8;

  private static Document document(String text, double score, SortedMap<String, String> metadata) {
    return new Document("0a", text, "http://a/", "", "s", "de", score, metadata);
  }

  @Test
  void fieldsHaveOneOrderAndMetadataIsSorted() {
    SortedMap<String, String> metadata = new TreeMap<>(Comparator.reverseOrder());
    metadata.putAll(Map.of("z", "1", "a", "2"));

    assertThat(new String(DocumentJson.toBytes(document("ı\n\"é😀", 0.1, metadata)), UTF_8))
        .isEqualTo(
            """
            {"id":"0a","text":"ı\\n\\"é\uD83D\uDE00","url":"http://a/","timestamp":"","source":"s",\
            "language":"de","language_score":0.1,"metadata":{"a":"2","z":"1"}}""");
  }

  @Test
  void textsOfAllSizesComeBack() throws IOException {
    for (int length : new int[] {0, 1, 1 << 20, (1 << 20) + 1, 3 << 20}) {
      String text = "\"\n\u00fc\u0001\\ ".repeat(length / 6 + 1).substring(0, length);
      Document document = document(text, 1, new TreeMap<>());
      assertThat(DocumentJson.fromBytes(DocumentJson.toBytes(document)).text()).isEqualTo(text);
    }
  }

  @Test
  void aRephrasedDocumentSaysWhereItComesFrom() throws IOException {
    Document rephrased =
        document("a", 1, new TreeMap<>()).rephrased(new Origin("0a", "easy", "m", "p", 2), "b");
    byte[] line = DocumentJson.toBytes(rephrased);
    assertThat(new String(line, UTF_8))
        .startsWith("{\"id\":\"" + rephrased.origin().orElseThrow().rephrasedId() + "\",")
        .endsWith(
            "\"origin\":{\"id\":\"0a\",\"style\":\"easy\",\"model\":\"m\",\"prompt\":\"p\",\"passages\":2}}");
    assertThat(DocumentJson.fromBytes(line)).isEqualTo(rephrased);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "[]", "{\"id\":1}", "{\"passages\":-1}", "{\"passages\":1e10}"})
  void rejectsInvalidOrigins(String origin) {
    byte[] line = ("{\"origin\":" + origin + "}").getBytes(UTF_8);
    assertThatThrownBy(() -> DocumentJson.fromBytes(line)).isInstanceOf(IOException.class);
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() throws IOException {
    Document odd = document("a\uD83Db\uDE00\uD83D\uDE00\uDC00\uD800", 0, new TreeMap<>());

    assertThat(DocumentJson.fromBytes(DocumentJson.toBytes(odd)).text())
        .isEqualTo("a\uFFFDb\uFFFD\uD83D\uDE00\uFFFD\uFFFD");
  }

  @Test
  void scoresAreTheShortestThatReadBack() {
    assertThat(json(2.0E-3)).contains("\"language_score\":0.002,");
    assertThat(json(2.2250738585072014E-308)).contains(":2.2250738585072014E-308,");
    // Double.toString of JDK 17 gives 1.9999999999999998E23
    assertThat(json(2E23)).contains(":2.0E23,");
    assertThat(json(4.9E-324)).contains(":4.9E-324,");
    assertThat(json(Double.NaN)).contains("\"language_score\":0.0,");
  }

  private static String json(double score) {
    return new String(DocumentJson.toBytes(document("", score, new TreeMap<>())), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"id\":1}",
        "{\"id\":\"a\"",
        "{\"id\":\"a\"} x",
        "{\"id\":\"a\",\"id\":\"a\"}",
        "{\"metadata\":{\"a\":{}}}",
        "{\"metadata\":{\"a\":\"b\"",
        "{\"language_score\":\"NaN\"}",
      })
  void rejectsInvalidDocuments(String line) {
    assertThatThrownBy(() -> DocumentJson.fromBytes(line.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsFieldsInAnyOrderAndIgnoresOthers() throws IOException {
    String line = "{\"x\":[{\"id\":1}],\"text\":\"t\",\"language_score\":1,\"id\":\"i\"}";

    assertThat(DocumentJson.fromBytes(line.getBytes(UTF_8)))
        .isEqualTo(new Document("i", "t", "", "", "", "", 1, new TreeMap<>()));
  }

  /** Any sequence of char values, including lone surrogates and control characters. */
  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('\u0000', '\uFFFF').ofMaxLength(40),
        Arbitraries.strings().withCharRange('\uD7F0', '\uE010').ofMaxLength(20));
  }

  @Provide
  Arbitrary<Document> anyDocument() {
    return Combinators.combine(
            anyText(),
            anyText(),
            anyText(),
            Arbitraries.doubles(),
            Arbitraries.maps(anyText(), anyText()).ofMaxSize(4))
        .as(
            (a, b, c, score, metadata) ->
                new Document(a, b, c, b, a, c, score, new TreeMap<>(metadata)));
  }

  @Property
  void everyDocumentReadsBackWellFormedAsValidUtf8(@ForAll("anyDocument") Document document)
      throws IOException {
    byte[] line = DocumentJson.toBytes(document);
    Document back = DocumentJson.fromBytes(line);

    assertThat(back.text()).isEqualTo(expected(document.text()));
    assertThat(back.id()).isEqualTo(expected(document.id()));
    assertThat(back.url()).isEqualTo(expected(document.url()));
    assertThat(back.languageScore()).isEqualTo(document.languageScore());
    SortedMap<String, String> metadata = new TreeMap<>();
    document.metadata().forEach((key, value) -> metadata.put(expected(key), expected(value)));
    assertThat(back.metadata()).isEqualTo(metadata);
    assertThat(line).doesNotContain('\n', '\r');
    assertThat(decodes(line)).isTrue();
    assertThat(DocumentJson.toBytes(back)).isEqualTo(line);
  }

  /** The expected text, computed from the JDK's code points. */
  private static String expected(String text) {
    return new String(
        text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).toArray(),
        0,
        (int) text.codePoints().count());
  }

  private static boolean decodes(byte[] line) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Property
  void truncatedLinesAreRejected(
      @ForAll("anyDocument") Document document, @ForAll @Positive int at) {
    byte[] line = DocumentJson.toBytes(document);
    byte[] cut = Arrays.copyOf(line, at % line.length);

    assertThatThrownBy(() -> DocumentJson.fromBytes(cut)).isInstanceOf(IOException.class);
  }
}
