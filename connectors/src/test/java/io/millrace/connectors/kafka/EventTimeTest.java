package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {

  private static final long MESSAGE = 5000;

  private static long of(String timestamp, long message) {
    Document document = new Document("", "", "", timestamp, "", "", 0, new TreeMap<>());
    return EventTime.millis(document, message);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:07Z, 7000",
    "'', 5000",
    "gestern, 5000",
    "1969-12-31T23:59:59Z, -1000",
    "2024-02-29T12:00:00Z, 1709208000000",
    "9998-12-31T23:59:59Z, 253370764799000",
    "9999-01-02T00:00:00Z, 5000",
    "0000-05-05T00:00:00Z, 5000",
    "+1000000000-12-31T23:59:59Z, 5000",
    "-1000000000-01-01T00:00:00Z, 5000"
  })
  void usesTheRecordsTimeElseTheMessages(String timestamp, long expected) {
    assertThat(of(timestamp, MESSAGE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "9223372036854775807, 9223371950454775"})
  void aMessageWithoutATimestampGetsTheEpoch(long message, long expected) {
    assertThat(of("", message)).isEqualTo(expected);
  }
}
