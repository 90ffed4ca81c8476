package io.millrace.filters.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://www.Example.COM:80/                 | example.com",
        "HTTPS://EXAMPLE.com:8443/Path/             | example.com/path",
        "//example.com/a                            | example.com/a",
        "example.com/a?b=C#d                        | example.com/a?b=c",
        "http://user:secret@example.com/            | example.com",
        "http://good.example@evil.example/          | evil.example",
        "http://example.com./a//b///c               | example.com/a/b/c",
        "http://example.com/a/./b/../c              | example.com/a/c",
        "http://example.com/%2e%2e/%2E%2E/x         | example.com/x",
        "http://example.com/%41%7e%2F               | example.com/a~%2f",
        "http://example.com/ü                       | example.com/%c3%bc",
        "http://example.com/%C3%BC                  | example.com/%c3%bc",
        "http://example.com/100%                    | example.com/100%25",
        "http://example.com/%%34%31                 | example.com/%2541",
        "http://example.com/?                       | example.com",
        "http://example.com/a/?q                    | example.com/a?q",
        "http:\\\\example.com\\a                    | example.com/a",
        "http://münchen.example/                    | xn--mnchen-3ya.example",
        "http://MÜNCHEN.example/                    | xn--mnchen-3ya.example",
        "http://пример.рф/                          | xn--e1afmkfd.xn--p1ai",
        "http://例え。テスト/                        | xn--r8jz45g.xn--zckzah",
        "http://m%C3%BCnchen.example/               | xn--mnchen-3ya.example",
        "http://www.www.com/                        | www.com",
        "http://www.com/                            | www.com",
        "http://[2001:DB8::1]:8080/a                | [2001:db8::1]/a",
        "http://192.0.2.7:80/a                      | 192.0.2.7/a",
        "http://KIRMIZI.example/I                   | kirmizi.example/i",
      })
  void normalisesUrls(String url, String normal) {
    assertThat(NormalUrl.of(url)).hasToString(normal);
  }

  @ParameterizedTest
  @CsvSource({"''", "http://", "http:///path", "http://a b/", "http://a:b:c/", "http://[x]/", "?q"})
  void isEmptyWithoutAHost(String url) {
    assertThat(NormalUrl.of(url)).hasToString("");
    assertThat(NormalUrl.of(url).host()).isEmpty();
  }

  @Test
  void removesTabsAndLineBreaks() {
    assertThat(NormalUrl.of(" http://exam\tple.com/a\n/b ")).hasToString("example.com/a/b");
  }

  @Test
  void cutsLongUrls() {
    String path = NormalUrl.of("http://example.com/" + "ü".repeat(5_000_000)).toString();
    assertThat(path).hasSizeLessThanOrEqualTo(NormalUrl.MAX_LENGTH);
    assertThat(NormalUrl.of("http://" + "a.".repeat(1_000_000) + "com/")).hasToString("");
    assertThat(NormalUrl.of("http://example.com/" + "../".repeat(20_000) + "x"))
        .hasToString("example.com/x");
  }

  @Property
  void normalisingIsIdempotent(@ForAll("urls") String url) {
    String once = NormalUrl.of(url).toString();
    assertThat(NormalUrl.of(once)).hasToString(once);
  }

  @Property
  void normalisesAnyText(@ForAll String text) {
    String once = NormalUrl.of(text).toString();
    assertThat(once).hasSizeLessThanOrEqualTo(NormalUrl.MAX_LENGTH);
    assertThat(NormalUrl.of(once)).hasToString(once);
    assertThat(once.chars()).allMatch(c -> c > 32 && c < 127);
  }

  @Provide
  Arbitrary<String> urls() {
    Arbitrary<String> part =
        Arbitraries.of(
            "http",
            ":",
            "/",
            "//",
            "www.",
            "com",
            ".",
            "..",
            "%",
            "%2e",
            "%2F",
            "%41",
            "?",
            "#",
            "@",
            "ü",
            "。",
            "/",
            "a",
            "B",
            "xn--",
            "[",
            "]",
            "80",
            " ",
            "\\",
            "\uD800",
            "ß",
            "I",
            "x".repeat(700),
            "%c3%bc".repeat(120));
    return part.list().ofMaxSize(14).map(parts -> String.join("", parts));
  }
}
