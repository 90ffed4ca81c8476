package io.millrace.rephrase.gate.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  private static String numbers(String text) {
    return String.join(" ", Numbers.of(text, WebAddresses.of(text)).found().keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234.5 | 1234.5",
        "1.234,5 | 1234.5",
        "1 234,5 | 1234.5",
        "1'234.50 | 1234.5",
        "12,34,567 | 1234567",
        "1.234.567 | 1234567",
        "٣٬١٤٥٫٢ | 3145.2",
        "१२३ | 123",
        "0.125 and 0,250 | 0.125 0.25",
        "3.5 | 3.5",
        "10.00 | 10",
        "007 | 7",
        "0 | 0",
        "12.03.2014 | 12 2014 3",
        "2014-03-12 | 12 2014 3",
        "10:30 | 10 30",
        "version 1.2.3 | 1 2 3",
        "H2O, MP3 | ''",
        "3月12日 | 12 3",
        "in 2009 300 people | 2009 300",
        "1,2,3 | 1 2 3",
        "5, 6 | 5 6",
        "see www.example.org/2014/03 | ''"
      })
  void numbersAreNormalised(String text, String expected) {
    assertThat(numbers(text)).isEqualTo(expected);
  }

  @Test
  void numbersOfListItemsAreIgnored() {
    assertThat(numbers("1. Eins\n2) Zwei\n - 3. Drei 4\n")).isEqualTo("4");
  }

  @Test
  void unitsArePartOfTheirNumbers() {
    var found =
        Numbers.of("350 ml, 5%, $20, 12 EUR, 60 Länder, 230 °C", WebAddresses.of("")).found();
    assertThat(found.get("350")).containsExactly("ml");
    assertThat(found.get("5")).containsExactly("%");
    assertThat(found.get("20")).containsExactly("$");
    assertThat(found.get("12")).containsExactly("€");
    assertThat(found.get("60")).isEmpty();
    assertThat(found.get("230")).containsExactly("°C");
  }

  @Property
  void theGroupingOfDigitsHasNoEffect(
      @ForAll @LongRange(min = 1000, max = 999_999_999_999L) long whole,
      @ForAll @IntRange(max = 99) int hundredths) {
    DecimalFormat format =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    BigDecimal value = BigDecimal.valueOf(whole).add(BigDecimal.valueOf(hundredths, 2));
    String english = format.format(value);
    String german = english.replace(',', ' ').replace('.', ',').replace(' ', '.');
    String expected = value.stripTrailingZeros().toPlainString();
    assertThat(numbers("a " + english + " b")).isEqualTo(expected);
    assertThat(numbers("a " + german + " b")).isEqualTo(expected);
    assertThat(numbers(english.replace(',', '\u202F').replace('.', ','))).isEqualTo(expected);
  }

  @Property
  void anyTextIsAccepted(@ForAll String text) {
    assertThat(Numbers.of(text, WebAddresses.of(text)).found().keySet())
        .allMatch(number -> number.matches("(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?"));
  }
}
