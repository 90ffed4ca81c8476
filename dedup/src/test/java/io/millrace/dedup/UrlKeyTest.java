package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlKeyTest {

  private final UrlKey key = new UrlKey(UrlDedupSettings.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://example.com/a example.com/a",
        "HTTPS://WWW.Example.COM/a example.com/a",
        "https://www.INFO.example/TITLE info.example/TITLE",
        "//example.com/a example.com/a",
        "example.com/a example.com/a",
        "example.com:8080/a example.com:8080/a",
        "http://example.com:80/a example.com/a",
        "https://example.com:443/a example.com/a",
        "https://example.com:/a example.com/a",
        "http://example.com:8080/a example.com:8080/a",
        "http://user:secret@example.com/a example.com/a",
        "http://example.com./a example.com/a",
        "http://www.com/a www.com/a",
        "http:\\\\example.com\\a\\b example.com/a/b",
        "http://example.com/a/ example.com/a",
        "http://example.com/a#part example.com/a",
        "http://example.com/a?#part example.com/a",
        "http://example.com/a/./b/../c example.com/a/c",
        "http://example.com/../../a example.com/a",
        "http://example.com/a/%2e%2E/b example.com/b",
        "http://example.com/a/.. ''",
        "http://example.com/.well-known/x example.com/.well-known/x",
        "http://example.com/%7euser/%e4%b8%ad example.com/~user/%E4%B8%AD",
        "http://example.com/~user/中 example.com/~user/%E4%B8%AD",
        "http://example.com/a%2fb example.com/a%2Fb",
        "http://example.com/100%|x example.com/100%25%7Cx",
        "http://example.com/a;jsessionid=12AB?x=1 example.com/a?x=1",
        "http://example.com/?b=2&a=1 example.com?a=1&b=2",
        "http://example.com/?a=2&b=&a=1& example.com?a=2&a=1&b=",
        "http://example.com/?q=a+b example.com?q=a%20b",
        "http://example.com/?q=a%20b example.com?q=a%20b",
        "http://example.com/p?utm_source=x&id=7&UTM_Medium=y example.com/p?id=7",
        "http://example.com/p?fbclid=x&gclid=y&utm%5Fid=z example.com/p",
        "http://bücher.example/a xn--bcher-kva.example/a",
        "http://BÜCHER.example/a xn--bcher-kva.example/a",
        "http://b%C3%BCcher.example/a xn--bcher-kva.example/a",
        "http://xn--bcher-kva.example/a xn--bcher-kva.example/a",
        "http://[2001:DB8::1]:8080/a [2001:db8::1]:8080/a",
        "http://[2001:db8::1]/a [2001:db8::1]/a",
        "http://192.0.2.1/a 192.0.2.1/a",
        "http://localhost/a localhost/a",
        "ftp://example.com/a ftp://example.com/a",
        "http://example.com/a?u=http://other.example/b example.com/a?u=http://other.example/b",
      })
  void normalisesUrls(String url, String expected) {
    assertThat(key.normalise(url).orElse("")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "http://",
        "http:///path",
        "http://?a=b",
        "mailto:someone@example.com",
        "urn:uuid:2fd7e2a5",
        "javascript:alert(1)",
        "/only/a/path",
        "just words",
        "http://exa mple.com/a",
        "http://example.com:port/a",
        "http://www.example.com",
        "https://example.com/",
        "https://example.com/?utm_source=x",
        "https://example.com/#top"
      })
  void hasNoKeyWithoutAHostOrForABareDomain(String url) {
    assertThat(key.of(url)).isEmpty();
  }

  @Test
  void bareDomainsHaveAKeyWithoutKeepBareDomains() {
    UrlKey all = new UrlKey(new UrlDedupSettings(false, List.of()));
    assertThat(all.normalise("http://www.Example.com/")).contains("example.com");
    assertThat(all.of("http://www.Example.com/")).isEqualTo(all.of("https://example.com"));
    assertThat(all.normalise("http://a.example/?gclid=1")).contains("a.example?gclid=1");
  }

  @Test
  void ignoresLineBreaksAndSurroundingSpaces() {
    assertThat(key.normalise(" \thttp://example.com/a\nb \r\n")).contains("example.com/ab");
    assertThat(key.normalise("http://example.com/a b")).contains("example.com/a%20b");
  }

  @Test
  void tooLongUrlsAndHostsHaveNoKey() {
    assertThat(key.of("http://" + "a.".repeat(600) + "example/x")).isEmpty();
    assertThat(key.of("http://a.example/" + "x".repeat(1 << 16))).isEmpty();
  }

  @Test
  void rejectsInvalidTrackingParameters() {
    assertThatThrownBy(() -> new UrlDedupSettings(true, List.of("*"))).hasMessageContaining("'*'");
    assertThatThrownBy(() -> new UrlDedupSettings(true, List.of("a*b")))
        .hasMessageContaining("'a*b'");
    assertThatThrownBy(() -> new UrlDedupSettings(true, List.of(" ")))
        .hasMessageContaining("tracking_parameters");
  }

  @Property
  void neverThrows(@ForAll String text) {
    assertThat(key.of(text)).isEqualTo(key.of(text));
    key.of("http://" + text);
    key.of("http://example.com/" + text);
  }

  @Property
  void normalisingIsIdempotent(@ForAll("urls") String url) {
    Optional<String> normal = key.normalise(url);
    if (normal.isPresent()) {
      String again = normal.get().contains("://") ? normal.get() : "https://" + normal.get();
      assertThat(key.normalise(again)).isEqualTo(normal);
    }
  }

  @Provide
  Arbitrary<String> urls() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "B",
            "é",
            "中",
            "%41",
            "%e9",
            "%2f",
            "%",
            "/",
            "//",
            ".",
            "..",
            "/./",
            "/../",
            "?",
            "&",
            "=",
            "+",
            ";",
            "#",
            " ",
            "utm_x=1",
            "www.",
            ":80",
            "@",
            "\\",
            ";jsessionid=1");
    return pieces.list().ofMaxSize(14).map(list -> "http://h.example/" + String.join("", list));
  }
}
