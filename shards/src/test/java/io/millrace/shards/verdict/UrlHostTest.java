package io.millrace.shards.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlHostTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http://www.example.co.uk/a/b?c=d,www.example.co.uk,example.co.uk",
        "HTTPS://WWW.INFO.example.DE:8080,www.info.example.de,example.de",
        "http://example.de.,example.de,example.de",
        "http://example.de?http://other.com/,example.de,example.de",
        "http://user:word@sub.example.org/@x,sub.example.org,example.org",
        "http://a.github.io/,a.github.io,github.io",
        "http://müller.de/,xn--mller-kva.de,xn--mller-kva.de",
        "http://a.пример.рф/,a.xn--e1afmkfd.xn--p1ai,xn--e1afmkfd.xn--p1ai",
        "http://co.uk/,co.uk,-",
        "http://localhost/,localhost,-",
        "http://127.0.0.1:80/a,127.0.0.1,-",
        "http://[2001:DB8::1]:80/a,[2001:db8::1],-",
        "ftp://files.example.org/a,files.example.org,example.org",
        "'',-,-",
        "http://,-,-",
        "http:///a,-,-",
        "no address,-,-",
        "data:text/plain,-,-",
        "urn:uuid:1,-,-",
        "http://a b/,-,-",
        "http://<email>/,-,-",
        "http://[x]/,-,-",
      })
  void findsHostAndDomain(String url, String host, String domain) {
    assertThat(UrlHost.of(url)).isEqualTo(new UrlHost(host, domain));
  }

  @Property
  void acceptsAnyText(@ForAll String text) {
    UrlHost host = UrlHost.of("http://" + text);
    assertThat(host.name() == null || host.name().matches("[!-~]{1,253}")).isTrue();
  }
}
