package io.millrace.rephrase.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimatedTokensTest {

  private static int count(String language, String text) {
    return EstimatedTokens.any().forLanguage(language).count(text);
  }

  @Test
  void languagesAndScriptsDiffer() {
    String word = "abcdefghij".repeat(100);
    assertThat(count("en", word)).isEqualTo(217);
    assertThat(count("de", word)).isEqualTo(286);
    assertThat(count("xx", word)).isEqualTo(455);
    assertThat(count("zh", "漢".repeat(600))).isEqualTo(500);
    assertThat(count("th", "ก".repeat(210))).isEqualTo(100);
    assertThat(count("am", "ሀ".repeat(40))).isEqualTo(100);
    assertThat(count("en", "\uD83D\uDE00".repeat(100))).isEqualTo(150);
  }

  @Test
  void anyTextHasAtLeastOneToken() {
    assertThat(count("", "")).isZero();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += 7) {
      assertThat(count("", Character.toString(c))).isPositive();
    }
  }

  @Test
  void aPartIsCountedAlone() {
    assertThat(EstimatedTokens.any().count("xxab12", 2, 4)).isEqualTo(1);
    // half of a surrogate pair at the end of a part counts alone
    assertThat(EstimatedTokens.any().count("\uD83D\uDE00", 0, 1)).isEqualTo(3);
  }
}
