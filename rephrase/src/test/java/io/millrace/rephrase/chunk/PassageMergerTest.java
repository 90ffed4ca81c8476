package io.millrace.rephrase.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassageMergerTest {

  private static String merge(String text, Map<Integer, String> rephrased, String... parts) {
    List<Passage> passages = new ArrayList<>();
    int at = 0;
    for (String part : parts) {
      int start = text.indexOf(part, at);
      at = start + part.length();
      passages.add(new Passage(passages.size(), start, at, part, 1));
    }
    return PassageMerger.merge(text, passages, rephrased);
  }

  @Test
  void paragraphBreaksAreKept() {
    String text = " One.\r\n\r\nTwo.\nThree. Four.";
    assertThat(merge(text, Map.of(), "One.", "Two.", "Three.", "Four."))
        .isEqualTo("One.\r\n\r\nTwo.\nThree. Four.");
    assertThat(merge(text, Map.of(0, "1.", 2, "3."), "One.", "Two.", "Three.", "Four."))
        .isEqualTo("1.\n\nTwo.\n3. Four.");
  }

  @Test
  void aRephrasingOfSeveralLinesIsItsOwnParagraph() {
    assertThat(merge("One. Two.", Map.of(0, "Q: a\nA: b"), "One.", "Two."))
        .isEqualTo("Q: a\nA: b\n\nTwo.");
  }

  @Test
  void wordsAreNotJoined() {
    assertThat(merge("OneTwo", Map.of(0, "1."), "One", "Two")).isEqualTo("1. Two");
    assertThat(merge("一二", Map.of(0, "壱。"), "一", "二")).isEqualTo("壱。二");
  }

  @Test
  void anEmptyRephrasingIsLeftOut() {
    assertThat(merge("OneTwo", Map.of(0, ""), "One", "Two")).isEqualTo("Two");
  }
}
