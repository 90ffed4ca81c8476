package io.millrace.filters.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.Rule;
import io.millrace.corpus.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlFilterTest {

  @Test
  void aListedDomainBlocksItsSubdomainsOnly() {
    UrlFilter filter = domains(false, "bad.example", "deep.good.example");
    assertThat(measure(filter, "https://bad.example/a")).containsExactly(1, 0, 0);
    assertThat(measure(filter, "https://www.bad.example")).containsExactly(1, 0, 0);
    assertThat(measure(filter, "https://a.b.bad.example:8080/")).containsExactly(1, 0, 0);
    assertThat(measure(filter, "https://notbad.example/")).containsExactly(0, 0, 0);
    assertThat(measure(filter, "https://bad.example.org/")).containsExactly(0, 0, 0);
    assertThat(measure(filter, "https://good.example/bad.example")).containsExactly(0, 0, 0);
    assertThat(measure(filter, "https://x.deep.good.example/")).containsExactly(1, 0, 0);
  }

  @Test
  void aListedPublicSuffixBlocksOnlyThatHost() {
    UrlFilter careful = domains(false, "co.uk", "github.io", "com");
    assertThat(measure(careful, "http://shop.co.uk/")[0]).isZero();
    assertThat(measure(careful, "http://someone.github.io/")[0]).isZero();
    assertThat(measure(careful, "http://example.com/")[0]).isZero();
    assertThat(measure(careful, "http://github.io/")[0]).isEqualTo(1);

    UrlFilter harsh = domains(true, "co.uk", "github.io");
    assertThat(measure(harsh, "http://shop.co.uk/")[0]).isEqualTo(1);
    assertThat(measure(harsh, "http://someone.github.io/")[0]).isEqualTo(1);
  }

  @Test
  void recognisesDomainsUnderLongSuffixes() {
    UrlFilter filter = domains(false, "shop.co.uk", "someone.github.io", "bad.city.kawasaki.jp");
    assertThat(measure(filter, "http://a.shop.co.uk/")[0]).isEqualTo(1);
    assertThat(measure(filter, "http://someone.github.io/")[0]).isEqualTo(1);
    assertThat(measure(filter, "http://x.bad.city.kawasaki.jp/")[0]).isEqualTo(1);
  }

  @Test
  void ipAddressesHaveNoParentDomains() {
    UrlFilter filter = domains(false, "3.4", "192.0.2.7");
    assertThat(measure(filter, "http://1.2.3.4/")[0]).isZero();
    assertThat(measure(filter, "http://192.0.2.7/x")[0]).isEqualTo(1);
  }

  @Test
  void internationalNamesMatchInUnicodeAndPunycode() {
    UrlFilter filter = domains(false, "пример.рф", "xn--mnchen-3ya.example");
    assertThat(measure(filter, "http://xn--e1afmkfd.xn--p1ai/")[0]).isEqualTo(1);
    assertThat(measure(filter, "http://münchen.example/")[0]).isEqualTo(1);
  }

  @Test
  void aListedUrlBlocksPathsBelowIt() {
    UrlFilter filter =
        new UrlFilter(
            new UrlFilterSettings(
                "", List.of(), List.of(), List.of("http://a.example/~bad/"), List.of(), false));
    assertThat(measure(filter, "https://www.a.example/~bad")).containsExactly(0, 1, 0);
    assertThat(measure(filter, "https://a.example/%7Ebad/x?y")).containsExactly(0, 1, 0);
    assertThat(measure(filter, "https://a.example/~bad?y")).containsExactly(0, 1, 0);
    assertThat(measure(filter, "https://a.example/~badger")).containsExactly(0, 0, 0);
    assertThat(measure(filter, "https://a.example/")).containsExactly(0, 0, 0);
    assertThat(measure(filter, "https://b.a.example/~bad")).containsExactly(0, 0, 0);
  }

  @Test
  void matchesWholeWordsInAnyScript() {
    UrlFilter filter =
        new UrlFilter(
            new UrlFilterSettings(
                "", List.of(), List.of(), List.of(), List.of("sex", "казино", "हिन्दी"), false));
    assertThat(measure(filter, "https://sex.example/SEX-shop?sex=1")[2]).isEqualTo(3);
    assertThat(measure(filter, "https://essex.example/sextant/sussex")[2]).isZero();
    assertThat(measure(filter, "https://a.example/онлайн-казино/")[2]).isEqualTo(1);
    assertThat(measure(filter, "https://a.example/%D0%9A%D0%B0%D0%B7%D0%B8%D0%BD%D0%BE")[2])
        .isEqualTo(1);
    assertThat(measure(filter, "https://казино.рф/")[2]).isEqualTo(1);
    assertThat(measure(filter, "https://a.example/हिन्दी")[2]).isEqualTo(1);
  }

  @Test
  void readsFoldersOfUt1(@TempDir Path folder) throws IOException {
    write(folder.resolve("adult/domains"), "# a remark\nbad.example\n\n  Worse.Example  \n");
    write(folder.resolve("adult/urls"), "half.example/bad\n");
    write(folder.resolve("games/domains"), "play.example\n");
    Files.write(folder.resolve("games/urls"), new byte[] {(byte) 0xE9, '\n', (byte) 0xFF});

    UrlFilter all = new UrlFilter(lists(folder, List.of()));
    assertThat(measure(all, "http://bad.example")[0]).isEqualTo(1);
    assertThat(measure(all, "http://worse.example")[0]).isEqualTo(1);
    assertThat(measure(all, "http://half.example/bad/1")[1]).isEqualTo(1);
    assertThat(measure(all, "http://play.example")[0]).isEqualTo(1);

    UrlFilter adult = new UrlFilter(lists(folder, List.of("adult")));
    assertThat(measure(adult, "http://play.example")[0]).isZero();
  }

  @Test
  void namesTheMissingFolder(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> new UrlFilter(lists(missing, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> new UrlFilter(lists(folder, List.of("adult"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("adult");
    assertThatThrownBy(() -> new UrlFilter(lists(folder, List.of())))
        .hasMessageContaining("no folder of a category");
    Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> new UrlFilter(lists(folder, List.of("empty"))))
        .hasMessageContaining("neither domains nor urls");
  }

  @Test
  void rejectsInvalidSettings() {
    assertThatThrownBy(
            () ->
                new UrlFilterSettings(
                    "", List.of(), List.of(), List.of(), List.of("two words"), false))
        .hasMessageContaining("two words");
    assertThatThrownBy(
            () ->
                new UrlFilterSettings("", List.of("adult"), List.of(), List.of(), List.of(), false))
        .hasMessageContaining("categories");
  }

  @Test
  void rulesBreakAboveZero() {
    UrlFilter filter = new UrlFilter(UrlFilterSettings.defaults());
    assertThat(filter.rules()).extracting(Rule::signal).isEqualTo(filter.signals());
    assertThat(filter.rules()).allMatch(rule -> rule.isBrokenBy(1, "en"));
    assertThat(filter.rules()).noneMatch(rule -> rule.isBrokenBy(0, "en"));
  }

  @Property
  void measuresAnyUrl(@ForAll String url) {
    UrlFilter filter =
        new UrlFilter(
            new UrlFilterSettings(
                "", List.of(), List.of("a.example"), List.of("a.example/b"), List.of("w"), false));
    assertThat(measure(filter, url)).doesNotContain(Double.NaN);
  }

  private static UrlFilter domains(boolean allowPublicSuffix, String... domains) {
    return new UrlFilter(
        new UrlFilterSettings(
            "", List.of(), List.of(domains), List.of(), List.of(), allowPublicSuffix));
  }

  private static UrlFilterSettings lists(Path folder, List<String> categories) {
    return new UrlFilterSettings(
        folder.toString(), categories, List.of(), List.of(), List.of(), false);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static double[] measure(UrlFilter filter, String url) {
    double[] out = new double[3];
    Document document = new Document("", "", url, "", "", "en", 1, Collections.emptySortedMap());
    filter.measure(document, null, out, 0);
    return out;
  }
}
