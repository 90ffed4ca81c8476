package io.millrace.pipelines.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StopWordLearnerTest {

  @Test
  void learnsFrequentWordsFromEnoughText() {
    StopWordLearner learner = new StopWordLearner();
    for (int i = 0; i < 700; i++) {
      learner.add(document("sv", "Ka lo " + i + " ka mi word" + i + " lo ka other" + i + " ti"));
      if (i < 20) {
        learner.add(document("few", "a b c d e f g h"));
      }
    }
    assertThat(learner.lists()).containsOnlyKeys("sv");
    assertThat(learner.lists().get("sv")).contains("ka", "lo", "mi", "ti").hasSize(8);
  }

  private static Document document(String language, String text) {
    return new Document("0".repeat(32), text, "", "", "", language, 1, new TreeMap<>());
  }
}
