package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2019-02-18T07:18:49Z, 2019-02-18T07:18:49Z",
    "2019-02-18T08:18:49+01:00, 2019-02-18T07:18:49Z",
    "2013/05/21 19:01:01, 2013-05-21T19:01:01Z",
    "2013-05-21 19:01:01, 2013-05-21T19:01:01Z",
    "2013-05-21T19:01:01.5, 2013-05-21T19:01:01.500Z",
    "2013-05-21, 2013-05-21T00:00:00Z",
    "20130521190101, 2013-05-21T19:01:01Z",
    "yesterday, ''",
    "'', ''"
  })
  void normalisesKnownForms(String text, String expected) {
    assertThat(Timestamps.normalise(text)).isEqualTo(expected);
  }

  @Property
  void neverThrowsAndIsIdempotent(@ForAll String text) {
    String once = Timestamps.normalise(text);
    assertThat(Timestamps.normalise(once)).isEqualTo(once);
  }
}
