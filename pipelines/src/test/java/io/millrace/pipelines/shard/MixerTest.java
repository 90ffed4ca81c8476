package io.millrace.pipelines.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixerTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, .1, .5, 1, 1.7, 2, 3.25})
  void emitsTheWeightOnAverage(double weight) {
    Mixer mixer = new Mixer(new TreeMap<>(Map.of("de", weight)), new TreeMap<>());
    long copies = 0;
    int documents = 20_000;
    for (int i = 0; i < documents; i++) {
      int each = mixer.copies(document(i, "de", ""));
      assertThat(each).isBetween((int) weight, (int) Math.ceil(weight));
      copies += each;
    }
    assertThat(copies / (double) documents).isCloseTo(weight, within(.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.5, 2})
  void weightsOfLanguageAndSourceMultiply(double weight) {
    Mixer mixer =
        new Mixer(new TreeMap<>(Map.of("de", weight)), new TreeMap<>(Map.of("web", 1 / weight)));
    assertThat(mixer.copies(document(1, "de", "web"))).isEqualTo(1);
    assertThat(mixer.copies(document(1, "fr", "books"))).isEqualTo(1);
  }

  @Test
  void undMatchesDocumentsWithoutALanguage() {
    Mixer mixer = new Mixer(new TreeMap<>(Map.of("und", 0.0)), new TreeMap<>());
    assertThat(mixer.copies(document(1, "", "web"))).isZero();
    assertThat(mixer.copies(document(1, "de", "web"))).isEqualTo(1);
  }

  private static Document document(int number, String language, String source) {
    String id = Hash128.of("document " + number).toHex();
    return new Document(id, "text", "", "", source, language, 1, new TreeMap<>());
  }
}
