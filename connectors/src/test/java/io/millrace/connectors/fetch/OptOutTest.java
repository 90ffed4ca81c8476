package io.millrace.connectors.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.DropReason;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptOutTest {

  private static final OptOut OPT_OUT =
      new OptOut(FetchSettings.defaults().optOut(), "TestBot", true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "noai = noai",
        "noimageai = noimageai",
        "NOINDEX = noindex",
        "noimageindex = noimageindex",
        "none = none",
        "nofollow, noai = noai",
        "nofollow noarchive;noai = noai",
        "testbot: noai = noai",
        "testbot/2.1: noai = noai",
        "millrace: noai = noai",
        "otherbot: nofollow; noai = noai",
        "otherbot: noai testbot: noindex = noindex",
        "unavailable_after: 25 Jun 2030 15:00:00 PST noai = noai",
        "unavailable_after: Friday, 25-Jun-10 15:00:00 PST, noai = noai",
        "max-snippet: 5 noai = noai",
        "noai: true = noai",
        "'\"noai\"' = noai",
        "TESTBOT : nofollow, noai = noai",
        "*: noindex = noindex",
        "robots: noindex = noindex",
        "otherbot: nofollow, testbot: noindex = noindex",
        "max-snippet: 5, noai = noai",
        "otherbot: noai = ''",
        "otherbot: nofollow, noai = ''",
        "googlebot: noindex, otherbot: noai = ''",
        "index, follow = ''",
        "noaiatall = ''",
        "unavailable_after: 25 Jun 2030 15:00:00 PST = ''",
        "max-image-preview:none = ''",
        "'' = ''"
      })
  void readsTheHeader(String value, String refusal) {
    assertThat(said(OPT_OUT, value)).isEqualTo(refusal);
  }

  private static String said(OptOut optOut, String header) {
    return optOut
        .ofHeaders(header, "")
        .map(refusal -> refusal.detail().replace("X-Robots-Tag says ", ""))
        .orElse("");
  }

  @Test
  void robotsApplyToOneLine() {
    assertThat(said(OPT_OUT, "otherbot: nofollow\nnoai")).isEqualTo("noai");
    assertThat(said(OPT_OUT, "noarchive\notherbot: noai")).isEmpty();
  }

  @Test
  void tooLongStatementsCountAsReserved() {
    String filling = "nofollow, ".repeat(1_600);
    assertThat(said(OPT_OUT, filling + "noai")).isEqualTo("noai");
    assertThat(OPT_OUT.ofHeaders(filling.repeat(2) + "index", ""))
        .map(OptOut.Refusal::reason)
        .contains(DropReason.OPT_OUT_UNREAD);
  }

  @Test
  void directivesOfPagesNameTheirRobot() {
    assertThat(OPT_OUT.ofPage("gptbot: noai, nofollow", "")).isEmpty();
    assertThat(OPT_OUT.ofPage("gptbot: noarchive, noai", "")).isPresent();
    assertThat(OPT_OUT.ofPage("index, testbot: noai", "")).isPresent();
    assertThat(OPT_OUT.ofPage("index, unread", ""))
        .map(OptOut.Refusal::reason)
        .contains(DropReason.OPT_OUT_UNREAD);
    assertThat(OPT_OUT.ofPage("", "1")).isPresent();
    assertThat(OPT_OUT.ofPage("", "0")).isEmpty();
  }

  @Property
  void findsADirectiveAtAnyPosition(
      @ForAll("fillings") List<String> before,
      @ForAll("fillings") List<String> after,
      @ForAll("words") String word) {
    List<String> all = new ArrayList<>(before);
    all.add(word);
    all.addAll(after);
    String text = String.join("", all.stream().map(part -> part + ' ').toList());
    assertThat(OPT_OUT.ofHeaders(text, "")).as(text).isPresent();
  }

  @Provide
  Arbitrary<List<String>> fillings() {
    return Arbitraries.of(
            "nofollow,", "noarchive", "index;", "max-snippet:5", "follow |", "testbot:", "*:", "\n")
        .list()
        .ofMaxSize(200);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("noai", "NoImageAI,", "noindex;", "none", "noimageindex");
  }

  @Test
  void onlyConfiguredDirectivesCount() {
    OptOut few = new OptOut(List.of("noai"), "testbot", false);
    assertThat(few.ofHeaders("noindex, noimageai, none", "1")).isEmpty();
    assertThat(said(few, "noindex, noai")).isEqualTo("noai");
  }

  @ParameterizedTest
  @CsvSource({
    "1,true",
    "0,false",
    "'',false",
    "2,true",
    "'0\n1',true",
    "'0, 0',false",
    "'0, 1',true",
    "'\"0\"',false",
    "'\"1\"',true",
    "yes,true"
  })
  void readsReservations(String value, boolean reserved) {
    assertThat(OPT_OUT.ofHeaders("", value).isPresent()).isEqualTo(reserved);
  }
}
