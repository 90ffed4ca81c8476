package io.millrace.filters.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.filters.text.TextAnalyzer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiMaskerTest {

  private final PiiMasker masker = new PiiMasker(PiiSettings.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://x.org/u?mail=jane@foo.de            | http://x.org/u?mail=%3Cemail%3E",
        "http://x.org/u?mail=jane%40foo.de&a=b      | http://x.org/u?mail=%3Cemail%3E&a=b",
        "http://x.org/u?next=%2Fa%3Fm%3Dj%2540foo.de | http://x.org/u?next=%2Fa%3Fm%3D%3Cemail%3E",
        "http://x.org/u?m=j%25252540foo.de          | http://x.org/u?m=%3Cemail%3E",
        "http://x.org/users/jane@foo.de/photos      | http://x.org/users/%3Cemail%3E/photos",
        "http://x.org/#jane@foo.de                  | http://x.org/#%3Cemail%3E",
        "http://x.org/;m=jane@foo.de;n=1            | http://x.org/;m=%3Cemail%3E;n=1",
        "http://x.org/?q=write%20to%20j%40foo.de+now | http://x.org/?q=write%20to%20%3Cemail%3E+now",
        "http://x.org/?t=%2B49%2030%20123456789     | http://x.org/?t=%3Cphone%3E",
        "http://x.org/?t=+4930123456789             | http://x.org/?t=%3Cphone%3E",
        "http://x.org/?t=%2B49+30+123456789         | http://x.org/?t=%3Cphone%3E",
        "http://x.org/call/0171-1234567             | http://x.org/call/%3Cphone%3E",
        "http://x.org/?phone=5551234567             | http://x.org/?phone=%3Cphone%3E",
        "http://x.org/?ip=81.169.145.78&x           | http://x.org/?ip=%3Cip-address%3E&x",
        "http://x.org/whois/81.169.145.78           | http://x.org/whois/%3Cip-address%3E",
        "http://x.org/?a=DE89370400440532013000     | http://x.org/?a=%3Ciban%3E",
        "http://jane@foo.de/a                       | http://foo.de/a",
        "http://jane:secret@foo.de:80/a             | http://foo.de:80/a",
        "mailto:jane@foo.de                         | mailto:%3Cemail%3E",
      })
  void masksUrls(String url, String masked) {
    assertThat(masker.maskUrl(url)).isEqualTo(masked);
    assertThat(masker.maskUrl(masked)).isSameAs(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://81.169.145.78:8080/x",
        "https://www.example.org/2024/05/17/title-of-0123456789.html?id=123456789&page=2",
        "https://medium.com/@jane/a-title-0a1b2c3d4e5f",
        "https://unpkg.com/react@17.0.2/index.js",
        "https://maps.example.org/@52.5170365,13.3888599,12z",
        "https://x.org/mobile/1234567890",
        "https://x.org/a%20b%zz%?q=1%2B1",
        "https://x.org/dp/0306406152/ref=sr_1_1?qid=1700000000",
        "https://cdn.x.org/images/logo@2x.png",
        "data:image/png;base64,jane@foo.de",
        "urn:uuid:550e8400-e29b-41d4-a716-446655440000",
      })
  void leavesOtherUrls(String url) {
    assertThat(masker.maskUrl(url)).isSameAs(url);
  }

  @Property
  void maskingUrlsIsIdempotent(@ForAll String text) {
    String masked = masker.maskUrl("http://x.org/" + text + "?m=jane%40foo.de&t=+4930123456789");
    assertThat(masked).doesNotContain("jane%40");
    assertThat(masker.maskUrl(masked)).isEqualTo(masked);
  }

  @Test
  void masksMetadataExceptTechnicalFields() {
    SortedMap<String, String> metadata =
        new TreeMap<>(
            Map.of(
                "title", "Write to jane@foo.de",
                "canonical_url", "http://x.org/?m=jane%40foo.de",
                "last_modified", "Tel 0171-1234567",
                "author", "Jane Doe"));
    assertThat(masker.mask(metadata))
        .containsEntry("title", "Write to <email>")
        .containsEntry("canonical_url", "http://x.org/?m=%3Cemail%3E")
        .containsEntry("last_modified", "Tel 0171-1234567")
        .containsEntry("author", "Jane Doe");
    SortedMap<String, String> none = new TreeMap<>(Map.of("title", "Nothing"));
    assertThat(masker.mask(none)).isSameAs(none);
  }

  @Test
  void filterCountsFindsInUrlAndMetadata() {
    PiiFilter filter = new PiiFilter(PiiSettings.defaults());
    double[] out = new double[filter.signals().size()];
    Document document =
        new Document(
            "1",
            "Call 0171-1234567.",
            "http://x.org/?m=jane%40foo.de",
            "",
            "",
            "en",
            1,
            new TreeMap<>(Map.of("title", "jane@foo.de", "canonical_url", "http://x.org/")));
    filter.measure(document, new TextAnalyzer().analyze(document.text()), out, 0);
    assertThat(out[filter.signals().indexOf("emails")]).isEqualTo(2);
    assertThat(out[filter.signals().indexOf("phone_numbers")]).isEqualTo(1);
    assertThat(out[filter.signals().indexOf("personal_data")]).isEqualTo(3);
  }
}
