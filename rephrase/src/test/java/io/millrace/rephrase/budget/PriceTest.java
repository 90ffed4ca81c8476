package io.millrace.rephrase.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

  @Property
  void costsAreExact(
      @ForAll @LongRange(min = 0, max = 100_000_000) long input,
      @ForAll @LongRange(min = 0, max = 100_000_000) long output,
      @ForAll @IntRange(min = 0, max = 1_000_000) int prompt,
      @ForAll @IntRange(min = 0, max = 1_000_000) int completion) {
    long picos = new Price(input, output).picos(prompt, completion);
    BigDecimal exact =
        BigDecimal.valueOf(input, 6)
            .multiply(BigDecimal.valueOf(prompt, 6))
            .add(BigDecimal.valueOf(output, 6).multiply(BigDecimal.valueOf(completion, 6)));
    assertThat(BigDecimal.valueOf(picos, 12)).isEqualByComparingTo(exact);
    assertThat(Price.microsOf(picos))
        .isEqualTo(
            exact.movePointRight(6).setScale(0, java.math.RoundingMode.CEILING).longValueExact());
  }

  @Test
  void amountsAreExact() {
    assertThat(Price.micros(.1)).isEqualTo(100_000);
    assertThat(Price.micros(25)).isEqualTo(25_000_000);
    assertThat(Price.micros(.000001)).isEqualTo(1);
    assertThat(Price.micros(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, .0000001, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
  void invalidAmountsAreRefused(double amount) {
    assertThatThrownBy(() -> Price.micros(amount)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMoneyLimitNeedsAPriceOfTheModel() {
    BudgetSettings.ModelPrice price = new BudgetSettings.ModelPrice("m", .15, .6);
    BudgetSettings limited = new BudgetSettings("b", Long.MAX_VALUE, 5, List.of(price));
    assertThat(limited.pricesOf(List.of("m"))).containsEntry("m", new Price(150_000, 600_000));
    assertThatThrownBy(() -> limited.pricesOf(List.of("m", "n")))
        .hasMessage("max_money is set, but model 'n' has no price");
    assertThat(BudgetSettings.defaults().pricesOf(List.of("n"))).containsEntry("n", Price.FREE);
    assertThat(BudgetSettings.defaults().limits()).isFalse();
    assertThat(limited.limits()).isTrue();
  }
}
