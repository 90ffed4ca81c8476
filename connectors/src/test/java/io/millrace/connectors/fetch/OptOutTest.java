package io.millrace.connectors.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptOutTest {

  private static final OptOut OPT_OUT = new OptOut(FetchSettings.defaults().optOut(), "TestBot");

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
    assertThat(OPT_OUT.refusal(value).orElse("")).isEqualTo(refusal);
  }

  @Test
  void eachLineBeginsAnew() {
    assertThat(OPT_OUT.refusal("otherbot: nofollow\nnoai")).contains("noai");
    assertThat(OPT_OUT.refusal("noarchive\notherbot: noai")).isEmpty();
  }

  @Test
  void onlyHonouredWordsCount() {
    OptOut few = new OptOut(java.util.List.of("noai"), "testbot");
    assertThat(few.refusal("noindex, noimageai, none")).isEmpty();
    assertThat(few.refusal("noindex, noai")).contains("noai");
  }

  @ParameterizedTest
  @CsvSource({"1,true", "0,false", "'',false", "2,false", "'0\n1',true", "yes,false"})
  void readsReservations(String value, boolean reserved) {
    assertThat(OptOut.reserves(value)).isEqualTo(reserved);
  }
}
