package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are readable at a width of 390 pixels: nothing is wider, and wide tables scroll. */
class NarrowPagesTest {

  private static final int NARROW = 390;
  private static final int REM = 16;

  /** Styles for wide screens only. */
  private static final Pattern WIDE =
      Pattern.compile("@media \\(min-width[^{]*\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}");

  private static final Pattern LENGTH =
      Pattern.compile("[;{ ](?:min-)?width: *([0-9.]+)(px|rem)|minmax\\(([0-9.]+)(px|rem),");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.css",
        "ablation.css",
        "extraction.css",
        "compare.css",
        "curves.css",
        "training.css"
      })
  void noStyleIsWiderThanANarrowScreen(String name) {
    String styles = WIDE.matcher(InlinePage.resource(name)).replaceAll("");
    for (Matcher found = LENGTH.matcher(styles); found.find(); ) {
      String number = found.group(1) == null ? found.group(3) : found.group(1);
      String unit = found.group(2) == null ? found.group(4) : found.group(2);
      double pixels = Double.parseDouble(number) * (unit.equals("rem") ? REM : 1);
      assertThat(pixels).as(found.group()).isLessThan(NARROW - 2 * REM);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables.js",
        "report.js",
        "ablation.js",
        "extraction.js",
        "extractions.js",
        "compare.js",
        "training.js"
      })
  void tablesScrollInTheirOwnBox(String name) {
    String script = InlinePage.resource(name);
    List<Integer> tables = new ArrayList<>();
    for (int at = script.indexOf("el(\"table\""); at >= 0; ) {
      tables.add(at);
      at = script.indexOf("el(\"table\"", at + 1);
    }
    for (int at : tables) {
      String before = script.substring(Math.max(0, at - 300), at);
      assertThat(before).as(name).contains("\"scroll").contains("tabindex: \"0\"");
    }
  }

  @Test
  void hiddenElementsAreNotShown() {
    assertThat(InlinePage.resource("report.css"))
        .contains("[hidden] { display: none !important; }");
  }

  /** A figure for 900 pixels would have letters of five pixels on a narrow screen. */
  @Test
  void curvesFitTheScreen() {
    assertThat(InlinePage.resource("ablation.js"))
        .doesNotContainPattern("width: *[4-9][0-9]{2}\\b")
        .contains("Math.min(900, main.clientWidth)");
  }

  /** Eight columns do not fit: each row is a block, and each cell has a label. */
  @Test
  void ablationRowsAreBlocksOnANarrowScreen() {
    assertThat(InlinePage.resource("ablation.js"))
        .contains("\"scroll stacked\"")
        .contains("\"data-label\": heads[i + 1]");
    assertThat(InlinePage.resource("ablation.css")).contains("content: attr(data-label)");
  }

  @Test
  void longHeadingsBreak() {
    assertThat(InlinePage.resource("report.css"))
        .contains("h2, h3 { overflow-wrap: anywhere; }")
        .containsPattern("h1 \\{[^}]*overflow-wrap: anywhere");
  }
}
