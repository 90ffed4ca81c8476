package io.millrace.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.of(List.of(4.0, 1.0, 3.0, 10.0))).isEqualTo(new Statistics(3.5, 1, 10));
    assertThat(Statistics.of(List.of(9.0, 1.0, 3.0))).isEqualTo(new Statistics(3, 1, 9));
  }

  @Property
  void halfOfTheNumbersAreOnEachSideOfTheMedian(
      @ForAll @NotEmpty List<@DoubleRange(min = -1e6, max = 1e6) Double> numbers) {
    Statistics found = Statistics.of(numbers);
    long below = numbers.stream().filter(number -> number < found.median()).count();
    long above = numbers.stream().filter(number -> number > found.median()).count();
    assertThat(below).isLessThanOrEqualTo(numbers.size() / 2);
    assertThat(above).isLessThanOrEqualTo(numbers.size() / 2);
    assertThat(numbers).contains(found.least(), found.most());
    assertThat(found.median()).isBetween(found.least(), found.most());
  }

  @Test
  void emptyAndNonFiniteInputHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.of(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.of(List.of(1.0, Double.NaN)));
  }
}
