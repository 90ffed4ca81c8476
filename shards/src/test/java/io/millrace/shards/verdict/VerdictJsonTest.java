package io.millrace.shards.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  @Test
  void hasAllColumnsAndNullForMissingNumbers() {
    VerdictRow row =
        new VerdictRow(
            "1f",
            "https://example.org/\"a\"",
            "2024-01-01T00:00:00Z",
            "cc",
            "de",
            .5,
            "dropped",
            "c4",
            "few_sentences",
            "sentences",
            2,
            Double.NaN,
            "",
            0,
            "",
            "one\nline",
            new TreeMap<>(Map.of("c4.sentences", 2.0, "c4.braces", 0.25)));
    assertThat(new String(VerdictJson.toBytes(row), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"1f\",\"url\":\"https://example.org/\\\"a\\\"\",\"timestamp\":\"2024-01-01T00:00:00Z\","
                + "\"source\":\"cc\",\"language\":\"de\",\"language_score\":0.5,\"outcome\":\"dropped\","
                + "\"stage\":\"c4\",\"reason\":\"few_sentences\",\"signal\":\"sentences\",\"value\":2.0,"
                + "\"threshold\":null,\"duplicate_of\":\"\",\"copies\":0,\"shard\":\"\",\"detail\":\"one\\n"
                + "line\",\"host\":\"example.org\",\"registered_domain\":\"example.org\","
                + "\"signals\":{\"c4.braces\":0.25,\"c4.sentences\":2.0}}");
  }
}
