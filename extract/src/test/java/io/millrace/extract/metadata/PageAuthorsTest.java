package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAuthorsTest {

  private static final PageTitles SITE = new PageTitles(List.of("The Paper"), "paper.example");

  private static String stated(String text) {
    PageAuthors authors = new PageAuthors(SITE);
    authors.add(text, false);
    return authors.joined();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "By Anna Miller | Anna Miller",
        "Written by: Anna Miller | Anna Miller",
        "ByAnna Miller | Anna Miller",
        "Von Anna Müller | Anna Müller",
        "Author: Anna Miller | Anna Miller",
        "Anna Miller and Bo Baker | Anna Miller; Bo Baker",
        "Anna Miller & Bo Baker, The Paper | Anna Miller; Bo Baker",
        "Anna Miller; anna miller; BO BAKER | Anna Miller; BO BAKER",
        "Anna Miller, PhD | Anna Miller, PhD",
        "Diana Miller | Diana Miller",
        "Byron Miller | Byron Miller",
        "Sam Davis Jr. | Sam Davis Jr.",
        "李小龙 | 李小龙",
        "The Paper | The Paper",
        "miller77 | miller77"
      })
  void readsNames(String text, String names) {
    assertThat(stated(text)).isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://facebook.example/miller",
        "anna@paper.example",
        "By",
        "12",
        "{{author}}",
        "a sentence that goes on and on about what the mill is and was"
      })
  void ignoresWhatIsNotAName(String text) {
    assertThat(stated(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "By Anna Miller | May 17, 2024",
        "Anna Miller on Dec. 19, 2025",
        "Anna Miller Published on 17 May 2024",
        "Anna Miller Updated: 2024-05-17",
        "Written by Anna Miller • 7 min read",
        "Anna Miller, 3 days ago",
        "Anna Miller November 26th, 2024",
        "Anna Miller Sat, 20 Dec, 2025",
        "Author Anna Miller (anna miller)"
      })
  void bylinesEndWhereTheDateBegins(String byline) {
    PageAuthors authors = new PageAuthors(SITE);
    authors.addShown(byline);
    assertThat(authors.joined()).isEqualTo("Anna Miller");
    assertThat(authors.hasPerson()).isTrue();
  }

  @Test
  void peopleComeBeforeLoginsAndSites() {
    PageAuthors authors = new PageAuthors(SITE);
    authors.add("anna.miller", false);
    authors.add("Mill Board", true);
    assertThat(authors.hasPerson()).isFalse();
    authors.addInverted("Miller, Anna");
    assertThat(authors.joined()).isEqualTo("Anna Miller");
  }

  @Property
  void anyTextGivesBoundedLines(@ForAll String text) {
    PageAuthors authors = new PageAuthors(SITE);
    authors.add(text, false);
    authors.addShown(text);
    authors.addInverted(text);
    assertThat(authors.joined()).doesNotContain("\n", "@").hasSizeLessThanOrEqualTo(10_000);
    assertThat(PageAuthors.isByline(text) && text.isBlank()).isFalse();
  }
}
