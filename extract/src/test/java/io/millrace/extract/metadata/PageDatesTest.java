package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageDatesTest {

  private static final String FETCHED = "2026-01-01T00:00:00Z";

  private static String find(String text, String language) {
    return new PageDates(FETCHED, language).find(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-05-17T23:30:00+02:00 | en",
        "2024-05-17 | ''",
        "20240517 | en",
        "2024/5/17 | en",
        "Fri, 17 May 2024 08:00:00 GMT | en",
        "Published on May 17th, 2024 by A. Miller | en",
        "17 May 2024 | de",
        "17. Mai 2024 | de-AT",
        "le 17 mai 2024 | fr",
        "17 de mayo de 2024 | es",
        "17 maja 2024 | pl",
        "17 мая 2024 г. | ru",
        "17.05.2024 | ru",
        "17/05/2024 | pt-BR",
        "05/17/2024 | en-US",
        "2024年5月17日 | ja",
        "2024년 5월 17일 | ko",
        "17 Mayıs 2024 | tr",
        "17 May 2024 | no-such-language"
      })
  void readsWhatPagesWrite(String text, String language) {
    assertThat(find(text, language)).isEqualTo("2024-05-17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "03/04/2024",
        "2024",
        "May 2024",
        "2024-02-30",
        "2026-01-03",
        "1970-01-01",
        "17 Mayhem 2024",
        "192.168.2001.1",
        "99999999999999",
        "call 555 2024 17"
      })
  void ambiguousAndFutureDaysAreIgnored(String text) {
    assertThat(find(text, "en")).isEmpty();
  }

  @Test
  void theDayAfterTheFetchIsAccepted() {
    assertThat(find("2026-01-02", "en")).isEqualTo("2026-01-02");
    assertThat(new PageDates("", "en").find("2098-01-01")).isEqualTo("2098-01-01");
  }

  @Test
  void readsUrls() {
    PageDates dates = new PageDates(FETCHED, "");
    assertThat(dates.inPath("https://x.example/2024/05/17/mill")).isEqualTo("2024-05-17");
    assertThat(dates.inPath("https://x.example/news/2024-05-17-mill")).isEqualTo("2024-05-17");
    assertThat(dates.inPath("https://x.example/2024/05/mill")).isEmpty();
    assertThat(dates.inPath("https://x.example/?d=/2024/05/17/")).isEmpty();
  }

  @Property
  void everyDaySince1990IsRead(@ForAll @IntRange(min = 0, max = 13_000) int days) {
    LocalDate day = PageDates.EARLIEST.plusDays(days);
    for (String form : new String[] {"MMMM d, uuuu", "d MMM uuuu", "d.M.uuuu", "uuuu/MM/dd"}) {
      String text = day.format(DateTimeFormatter.ofPattern(form, Locale.US));
      assertThat(find("on " + text + ", by her", "en")).isEqualTo(day.toString());
    }
    assertThat(find(day.toString(), "")).isEqualTo(day.toString());
  }

  @Property
  void anyTextGivesADateOrNothing(@ForAll String text) {
    String date = find(text, "de");
    assertThat(date.isEmpty() || LocalDate.parse(date).isBefore(LocalDate.of(2026, 1, 3))).isTrue();
  }
}
