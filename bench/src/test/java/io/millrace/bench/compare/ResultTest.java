package io.millrace.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millrace.bench.compare.Measurement.Side;
import io.millrace.bench.compare.Target.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {

  @TempDir private Path folder;

  @Test
  void ratiosAreOfPairsWithoutWarmUp() {
    Result result = Passes.result(Passes.target(Direction.AT_LEAST, 2), 1, 3, 2, 4, 1, 2.5);
    assertThat(result.ratio()).isEqualTo(new Statistics(2.5, 2, 3));
    assertThat(result.figures(Side.OURS)).isEqualTo(new Statistics(10, 5, 10));
    assertThat(result.figures(Side.THEIRS).least()).isEqualTo(2.5);
    assertThat(result.line()).contains("ratio 2.50  spread 2.00..3.00  target >= 2  met");
  }

  @Test
  void medianDecidesAndTheBoundIsInclusive() {
    assertThat(Passes.result(Passes.target(Direction.AT_LEAST, 2), 1, 2).isMet()).isTrue();
    assertThat(Passes.result(Passes.target(Direction.AT_LEAST, 2), 1, 1.99).isMet()).isFalse();
    assertThat(Passes.result(Passes.target(Direction.AT_MOST, 1.3), 1.3, 1).isMet()).isTrue();
    assertThat(Passes.result(Passes.target(Direction.AT_MOST, 1.3), 1.31, 1).isMet()).isFalse();
    assertThat(Passes.result(Passes.target(Direction.UNDER, 10), 9.9).isMet()).isTrue();
    assertThat(Passes.result(Passes.target(Direction.UNDER, 10), 10.1).isMet()).isFalse();
    assertThat(Passes.result(Passes.target(Direction.AT_LEAST, 2), 1, 1).line()).contains("short");
  }

  @Test
  void resultsRoundTrip() throws IOException {
    Result result = Passes.result(Passes.target(Direction.AT_MOST, 1.2), 1, 2, 3, 4);
    result.write(folder);
    assertThat(Result.readAll(folder)).containsExactly(result);
  }

  @Test
  void pageHasEveryRowBetweenItsMarkersAndKeepsTheRest() {
    Result met = Passes.result(Passes.target(Direction.AT_LEAST, 2), 1, 3);
    Result slow = Passes.result(Passes.target(Direction.AT_LEAST, 2), 1, 1);
    String table = Pages.table(List.of(met, slow));
    assertThat(table).startsWith("1 of 2 rows meet their targets.").contains("**short**");
    assertThat(table).contains("the same \\| labels").contains("a processor, 2 processors");
    String page = "before\n<!-- compare -->\nold\n<!-- /compare -->\nafter\n";
    assertThat(Pages.into(page, table))
        .isEqualTo("before\n<!-- compare -->\n" + table + "<!-- /compare -->\nafter\n");
    assertThatIllegalArgumentException().isThrownBy(() -> Pages.into("no marks", table));
  }

  @Test
  void barsReachTheTargetIfTheRatioDoes() {
    Target target = Passes.target(Direction.AT_LEAST, 20);
    assertThat(Chart.beyond(target, 40)).isEqualTo(2);
    assertThat(Chart.beyond(Passes.target(Direction.UNDER, 10), 5)).isEqualTo(2);
    assertThat(Chart.beyond(Passes.target(Direction.AT_MOST, 1.3), 2.6))
        .isCloseTo(.5, within(1e-12));
    String svg = Chart.of(List.of(Passes.result(target, 1, 21)));
    assertThat(svg).contains(">row</text>").contains("21.00 (&gt;= 20)").contains("#4a8f5a");
  }
}
