package io.millrace.connectors.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.DropReason;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://Example.COM http://example.com/",
        "HTTPS://example.com:443/x https://example.com/x",
        "http://example.com:443/x http://example.com:443/x",
        "http://example.com:/x http://example.com/x",
        "http://example.com./x http://example.com/x",
        "http://a_b.example/x http://a_b.example/x",
        "http://bücher.example/ü?ü=ü http://xn--bcher-kva.example/%C3%BC?%C3%BC=%C3%BC",
        "http://example.com/\uD83D\uDE00 http://example.com/%F0%9F%98%80",
        "http://example.com/\uD83D http://example.com/%EF%BF%BD",
        "http://１２７.0.0.1/ http://127.0.0.1/",
        "http://[::1]:81/ http://[0:0:0:0:0:0:0:1]:81/",
        "http://[::ffff:10.0.0.1]/ http://10.0.0.1/",
        "http://e.com/a/../../b/./c.jpg http://e.com/b/c.jpg",
        "http://e.com/a/%2e%2E/b/.. http://e.com/",
        "http://e.com/a//b http://e.com/a//b",
        "http://e.com\\a\\b http://e.com/a/b",
        "http://e.com/100% http://e.com/100%25",
        "http://e.com/%zz%41 http://e.com/%25zz%41",
        "http://e.com/a#b http://e.com/a",
        "http://e.com?q=[1]|2#f http://e.com/?q=%5B1%5D%7C2",
        "http://e.com/a?b=/../c http://e.com/a?b=/../c"
      })
  void readsAddressesAsBrowsersDo(String written, String expected) throws FetchFailure {
    assertThat(FetchUrl.parse(written)).hasToString(expected);
  }

  @Test
  void removesBlanksAndLineBreaks() throws FetchFailure {
    assertThat(FetchUrl.parse(" \nhttp://e.com/a b\r\n/c\t ")).hasToString("http://e.com/a%20b/c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http:",
        "http://",
        "http:///x",
        "//e.com/x",
        "e.com/x",
        "file:///etc/passwd",
        "ftp://e.com/x",
        "gopher://e.com/",
        "javascript:alert(1)",
        "httpx://e.com",
        "http://user@e.com/",
        "http://user:pw@e.com/",
        "http://e.com:0/",
        "http://e.com:65536/",
        "http://e.com:-1/",
        "http://e.com:8a/",
        "http://e com/",
        "http://e..com/",
        "http://.e.com/",
        "http://-/",
        "http://e%2ecom/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.01/",
        "http://127.0.0.256/",
        "http://1.2.3.4.5/",
        "http://a.0x/",
        "http://[::1/",
        "http://::1/",
        "http://[fe80::1%25eth0]/",
        "http://[v1.a]/",
        "http://[127.0.0.1]/",
        "http://[::gg]/",
        "http://[:::]/"
      })
  void rejects(String written) {
    assertThatThrownBy(() -> FetchUrl.parse(written))
        .isInstanceOfSatisfying(
            FetchFailure.class, f -> assertThat(f.reason()).isEqualTo(DropReason.BAD_URL));
  }

  @Test
  void rejectsTooLongAddresses() {
    assertThatThrownBy(() -> FetchUrl.parse("http://e.com/" + "a".repeat(9000)))
        .isInstanceOf(FetchFailure.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "b http://e.com:8080/x/b",
        "./b?c http://e.com:8080/x/b?c",
        "../b http://e.com:8080/b",
        "../../../b http://e.com:8080/b",
        "/b http://e.com:8080/b",
        "?c http://e.com:8080/x/y?c",
        "#c http://e.com:8080/x/y?q=/z",
        "//f.com/b http://f.com/b",
        "\\\\f.com\\b http://f.com/b",
        "https://f.com https://f.com/",
        "ü http://e.com:8080/x/%C3%BC",
        "b:c/d! BAD"
      })
  void redirectsAreFollowedLikeBrowsersDo(String location, String expected) throws FetchFailure {
    FetchUrl from = FetchUrl.parse("http://e.com:8080/x/y?q=/z");
    if ("BAD".equals(expected)) {
      assertThatThrownBy(() -> from.resolve(location)).isInstanceOf(FetchFailure.class);
    } else {
      assertThat(from.resolve(location)).hasToString(expected);
    }
  }

  /** A parsed address is valid by the strict rules, and parsing it again does not change it. */
  @Property
  void parsedAddressesAreNormalised(@ForAll @StringLength(max = 60) String rest)
      throws FetchFailure {
    FetchUrl url = FetchUrl.parse("http://example.com/" + rest);
    assertThat(URI.create(url.toString()).getHost()).isEqualTo("example.com");
    assertThat(url.path()).matches("/[!-~&&[^\"<>\\\\^`{|}\\[\\]]]*");
    assertThat(FetchUrl.parse(url.toString())).isEqualTo(url);
  }

  /** The host of a parsed address is in normal form for any input. */
  @Property
  void anyTextIsParsedOrRejected(@ForAll @StringLength(max = 40) String rest) {
    try {
      FetchUrl url = FetchUrl.parse("http://" + rest);
      assertThat(FetchUrl.isHostName(url.host()) || AddressRules.isLiteral(url.host())).isTrue();
      assertThat(FetchUrl.parse(url.toString())).isEqualTo(url);
    } catch (FetchFailure e) {
      assertThat(e.reason()).isEqualTo(DropReason.BAD_URL);
    }
  }
}
