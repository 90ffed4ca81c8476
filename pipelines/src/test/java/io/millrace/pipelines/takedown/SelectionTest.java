package io.millrace.pipelines.takedown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final String ID = "0".repeat(32);
  private static final String EARLIER = "1".repeat(32);
  private static final String OTHER = "2".repeat(32);

  @Test
  void knowsIdsAsWrittenByEarlierVersions() {
    TreeMap<String, String> earlier = new TreeMap<>();
    earlier.put(ID, EARLIER);
    TakedownRequest request =
        new TakedownRequest(
            List.of("out"),
            new TreeSet<>(List.of(ID, OTHER)),
            earlier,
            List.of(),
            List.of(),
            OptionalDouble.empty(),
            "2026-01-31",
            List.of(),
            false);
    assertThat(request.selectors()).containsExactly("2 ids");
    Selection selection = new Selection(request);
    assertThat(selection.reason(EARLIER)).contains("id");
    assertThat(selection.reason(ID)).contains("id");
    assertThat(selection.unknown()).containsExactly(ID, OTHER);
    selection.seen(EARLIER);
    assertThat(selection.unknown()).containsExactly(OTHER);
  }
}
