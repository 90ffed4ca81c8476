package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTitlesTest {

  private static final PageTitles TITLES =
      new PageTitles(List.of("The Daily Paper"), "www.old-mill.co.uk");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The wheel turns | The Daily Paper",
        "The Daily Paper - The wheel turns",
        "The wheel turns – Old Mill",
        "The wheel turns :: OldMill.co.uk",
        "The Daily Paper: The wheel turns",
        "The wheel turns | Old Mill | The Daily Paper",
        "The wheel turns"
      })
  void theSiteIsRemovedFromTheTitle(String title) {
    assertThat(TITLES.choose(List.of(), List.of(title))).isEqualTo("The wheel turns");
  }

  @Test
  void aHeadlineThatAgreesWithTheTitleIsTheTitle() {
    List<String> stated = List.of("Wheel turns - a long story | The Daily Paper");
    assertThat(TITLES.choose(List.of("Old Mill", "The Wheel Turns"), stated))
        .isEqualTo("The Wheel Turns");
    assertThat(TITLES.choose(List.of("Old Mill", "Something else"), stated))
        .isEqualTo("Wheel turns - a long story");
  }

  @Test
  void fallsBackToAnyText() {
    assertThat(TITLES.choose(List.of(), List.of("The Daily Paper"))).isEqualTo("The Daily Paper");
    assertThat(TITLES.choose(List.of("Old Mill"), List.of())).isEqualTo("Old Mill");
    assertThat(TITLES.choose(List.of(), List.of())).isEmpty();
  }

  @Test
  void initialsOfTheSiteAreRemoved() {
    PageTitles titles = new PageTitles(List.of(), "esfi.org");
    assertThat(titles.withoutSite("Wiring - Electrical Safety Foundation International"))
        .isEqualTo("Wiring");
  }

  @Property
  void withoutSiteIsAPartOfTheTitle(@ForAll String title, @ForAll String host) {
    PageTitles titles = new PageTitles(List.of(title), host);
    assertThat(title).contains(titles.withoutSite(title));
    assertThat(title).contains(titles.choose(List.of(title), List.of(title)));
  }
}
