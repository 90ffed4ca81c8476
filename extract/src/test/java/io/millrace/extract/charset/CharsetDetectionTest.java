package io.millrace.extract.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetDetectionTest {

  private static final String RUSSIAN =
      "<p>Мельница стоит на берегу реки, и вода день и ночь вращает её тяжёлое колесо.</p>";
  private static final String JAPANESE = "<p>水車小屋は川のほとりに立っていて、水が昼も夜も重い車輪を回しています。</p>";
  private static final String GERMAN =
      "<p>Die Mühle läuft Tag für Tag, größer wird der Haufen.</p>";

  @ParameterizedTest
  @CsvSource({
    "iso-8859-1,windows-1252",
    "US-ASCII,windows-1252",
    " Latin1 ,windows-1252",
    "iso-8859-9,windows-1254",
    "gb2312,GB18030",
    "Shift_JIS,windows-31j",
    "ks_c_5601-1987,x-windows-949",
    "tis-620,x-windows-874",
    "utf8,UTF-8",
    "unicode-1-1-utf-8,UTF-8",
    "WINDOWS-1251,windows-1251"
  })
  void readsLabelsAsBrowsersDo(String label, String charset) {
    assertThat(Charsets.forLabel(label)).contains(Charset.forName(charset));
  }

  @Test
  void unknownLabelsAreIgnored() {
    assertThat(Charsets.forLabel("no-such-charset")).isEmpty();
    assertThat(Charsets.forLabel("")).isEmpty();
    assertThat(Charsets.forLabel("\u0000\uD800")).isEmpty();
  }

  @Test
  void headerComesBeforeMeta() {
    String text = "<meta charset=koi8-r>" + RUSSIAN;
    byte[] body = bytes(text, "windows-1251");
    assertDecodes(body, "text/html; charset=\"windows-1251\"", text, "windows-1251");
  }

  @Test
  void byteOrderMarkComesFirstAndIsRemoved() {
    byte[] body = bytes("\uFEFF" + RUSSIAN, "UTF-16LE");
    CharsetDetection.Decoded decoded =
        CharsetDetection.decode(body, "text/html; charset=iso-8859-1");
    assertThat(decoded.text()).isEqualTo(RUSSIAN);
    assertThat(decoded.charset()).isEqualTo(StandardCharsets.UTF_16LE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<meta charset=windows-1251>",
        "<META CHARSET='windows-1251' >",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
        "<!-- <meta charset=koi8-r> --><meta name=x content=y><meta charset=\"cp1251\">",
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
      })
  void findsDeclarationsInMarkup(String declaration) {
    byte[] body = bytes(declaration + RUSSIAN, "windows-1251");
    assertDecodes(body, "text/html", declaration + RUSSIAN, "windows-1251");
  }

  @Test
  void findsDeclarationsAfterTheFirstKilobyte() {
    String text = "<style>" + "a{} ".repeat(700) + "</style><meta charset=koi8-r>" + RUSSIAN;
    assertDecodes(bytes(text, "KOI8-R"), "", text, "KOI8-R");
  }

  @ParameterizedTest
  @CsvSource({"iso-8859-1", "windows-1251", "shift_jis", "gbk"})
  void validUtf8OverridesALegacyDeclaration(String wrong) {
    byte[] body = bytes(RUSSIAN, "UTF-8");
    assertDecodes(body, "text/html; charset=" + wrong, RUSSIAN, "UTF-8");
  }

  @Test
  void invalidDeclaredUtf8IsDetected() {
    byte[] body = bytes(RUSSIAN.repeat(5), "windows-1251");
    assertDecodes(body, "text/html; charset=utf-8", RUSSIAN.repeat(5), "windows-1251");
  }

  @ParameterizedTest
  @CsvSource({
    "pl,ISO-8859-2,<p>Młyn stoi nad rzeką i woda dzień i noc obraca jego ciężkie koło; młynarz żyje"
        + " z tego już czterdzieści lat i nie chce się stąd ruszać.</p>",
    "ru,windows-1251,<p>Мельница стоит на берегу реки и вода день и ночь вращает её колесо.</p>",
    "el,ISO-8859-7,<p>Ο μύλος στέκεται δίπλα στο ποτάμι και το νερό γυρίζει τη βαριά του ρόδα"
        + " μέρα και νύχτα.</p>"
  })
  void windows1252IsIgnoredForALanguageThatItCannotEncode(
      String language, String charset, String sentence) {
    String text = "<html lang=\"" + language + "\">" + sentence.repeat(3);
    assertDecodes(bytes(text, charset), "text/html; charset=ISO-8859-1", text, charset);
    String unnamed = "<html>" + sentence.repeat(3);
    assertThat(
            CharsetDetection.decode(bytes(unnamed, charset), "text/html; charset=latin1").charset())
        .isEqualTo(Charset.forName("windows-1252"));
  }

  @Test
  void windows1252IsKeptIfThePageIsNotInItsDeclaredLanguage() {
    String text = "<html lang=pl>" + GERMAN.repeat(3);
    byte[] body = bytes(text, "windows-1252");
    assertDecodes(body, "text/html; charset=windows-1252", text, "windows-1252");
  }

  @Test
  void undeclaredCharsetsAreDetected() {
    assertDecodes(bytes(JAPANESE.repeat(3), "EUC-JP"), "", JAPANESE.repeat(3), "EUC-JP");
    assertDecodes(bytes(JAPANESE.repeat(3), "Shift_JIS"), "", JAPANESE.repeat(3), "windows-31j");
    assertDecodes(bytes(GERMAN.repeat(3), "ISO-8859-1"), "", GERMAN.repeat(3), "windows-1252");
    assertDecodes(bytes(GERMAN, "UTF-8"), "", GERMAN, "UTF-8");
  }

  @Test
  void utf8WithADamagedByteStaysUtf8() {
    byte[] body = bytes(RUSSIAN, "UTF-8");
    body[10] = (byte) 0xFF;
    CharsetDetection.Decoded decoded = CharsetDetection.decode(body, "");
    assertThat(decoded.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(decoded.text()).contains("\uFFFD").contains("вращает");
  }

  @Test
  void declaredUtf16MustLookLikeUtf16() {
    byte[] body = bytes("<p>plain words, declared as what they are not</p>", "UTF-8");
    assertThat(CharsetDetection.decode(body, "text/html; charset=utf-16").charset())
        .isEqualTo(StandardCharsets.UTF_8);
    byte[] wide = bytes("<p>wide words</p>", "UTF-16LE");
    assertThat(CharsetDetection.decode(wide, "text/html; charset=utf-16").charset())
        .isEqualTo(StandardCharsets.UTF_16LE);
  }

  @Property(tries = 500)
  void decodesAnyBytes(@ForAll @Size(max = 300) byte[] body, @ForAll String contentType) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(body, contentType);
    assertThat(decoded.text().length()).isLessThanOrEqualTo(body.length);
    assertThat(decoded.text()).isEqualTo(CharsetDetection.decode(body, contentType).text());
  }

  @Property(tries = 200)
  void everyUtf8TextIsDecodedAsUtf8(@ForAll String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    CharsetDetection.Utf8Check check = CharsetDetection.Utf8Check.of(body);
    assertThat(check.errors()).isZero();
    assertThat(check.isPlausible()).isTrue();
  }

  @Property(tries = 500)
  void decoderAndCheckCountAlike(@ForAll @Size(max = 60) byte[] body, @ForAll String text) {
    for (byte[] bytes : List.of(body, text.getBytes(StandardCharsets.UTF_8))) {
      assertThat(CharsetDetection.Utf8Check.of(bytes, Utf8Text.of(bytes, 0)))
          .isEqualTo(CharsetDetection.Utf8Check.of(bytes));
    }
  }

  @Property(tries = 500)
  void countsErrorsWhereJavaSeesThem(@ForAll @Size(max = 60) byte[] body) {
    boolean malformed = new String(body, StandardCharsets.UTF_8).contains("\uFFFD");
    boolean complete = CharsetDetection.Utf8Check.of(body).errors() == 0;
    byte[] closed = java.util.Arrays.copyOf(body, body.length + 4);
    boolean closedValid = CharsetDetection.Utf8Check.of(closed).errors() == 0;
    assertThat(closedValid).isEqualTo(!malformed || realReplacement(body));
    assertThat(complete || malformed).isTrue();
  }

  private static boolean realReplacement(byte[] body) {
    return java.util.Arrays.equals(
        new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), body);
  }

  private static void assertDecodes(byte[] body, String contentType, String text, String charset) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(body, contentType);
    assertThat(decoded.charset()).isEqualTo(Charset.forName(charset));
    assertThat(decoded.text()).isEqualTo(text);
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }
}
