package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.Setting;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

  private static final Map<String, Class<? extends Record>> RECORDS =
      Map.of("quality", Samples.Quality.class, "none", Samples.None.class);

  @Test
  void everySettingHasARow() {
    assertThat(SettingsTable.markdown(Samples.Quality.class))
        .isEqualTo(
            """
            | setting | meaning | default | range |
            | --- | --- | --- | --- |
            | `words.min` | Fewest words. | `50` | at least 0 |
            | `words.max` | Most words. | `100000` | 1 to 1000000 |
            | `symbol_ratio` | Largest share of symbols. | `0.1` | 0 to 1 |
            | `max_bytes` | Bytes read at most. | `1048576` | at least 1 |
            | `max_lines` | Lines at most. | `5` | at most 10 |
            | `mode` | What to do. | `drop` | `mask-all`, `drop` |
            | `label` | A name \\| for the report. | `""` | text |
            | `stop_words` | Words by language. | `{}` | mapping, text |
            | `weights` | Weights by source. | `{"web":1.0}` | mapping, 0 to 100 |
            | `ranges` | More ranges. | `[]` | list, mappings |
            """);
    assertThat(SettingsTable.markdown(Samples.Langid.class))
        .contains("| `{default: 0.65, de: 0.7}` | by language, 0 to 1 |");
    assertThat(SettingsTable.markdown(Samples.None.class)).isEqualTo("It has no settings.\n");
  }

  /** A setting with a list too long for a table. */
  public record Phrases(@Setting("Phrases.") List<String> phrases) {
    public static Phrases defaults() {
      return new Phrases(Collections.nCopies(60, "phrase"));
    }
  }

  @Test
  void shortensAndCountsLongLists() {
    assertThat(SettingsTable.markdown(Phrases.class))
        .contains("`[\"phrase\",")
        .contains("\"phrase\", ...] (60)`")
        .hasSizeLessThan(400);
  }

  @Test
  void updatesPagesBetweenMarkers() {
    String page =
        "# A\n<!-- settings:quality -->old<!-- /settings -->\nmid\n<!-- settings:none -->"
            + "<!-- /settings -->\nend\n";
    String updated = SettingsTable.update(page, RECORDS);
    assertThat(updated)
        .startsWith("# A\n<!-- settings:quality -->\n\n| setting |")
        .contains(
            "mappings |\n\n"
                + "<!-- /settings -->\n"
                + "mid\n"
                + "<!-- settings:none -->\n\n"
                + "It has no settings.\n")
        .endsWith("<!-- /settings -->\nend\n")
        .doesNotContain("old");
    assertThat(SettingsTable.update(updated, RECORDS)).isEqualTo(updated);
  }

  @Test
  void reportsWrongMarkers() {
    assertThatThrownBy(() -> SettingsTable.update("<!-- settings:x --><!-- /settings -->", RECORDS))
        .hasMessage("<!-- settings:x --> names no settings");
    assertThatThrownBy(() -> SettingsTable.update("<!-- settings:none -->", RECORDS))
        .hasMessage("<!-- settings:none --> is not closed by <!-- /settings -->");
  }
}
