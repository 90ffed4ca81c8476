package io.millrace.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.MessageKind;
import io.millrace.connectors.read.files.FileMessages.Message;
import io.millrace.corpus.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MessageMixerTest {

  private static final int COUNT = 1000;

  private static List<String> mixed(long seed, boolean shuffle, double repeat) throws IOException {
    List<String> out = new ArrayList<>();
    MessageMixer mixer =
        new MessageMixer(seed, shuffle, repeat, message -> out.add(message.record().id()));
    for (String id : ids()) {
      Document document = new Document(id, "", "", "", "", "", 0, new TreeMap<>());
      mixer.accept(new Message(MessageKind.DOCUMENT, InputKind.JSONL, new byte[9], document));
    }
    mixer.finish();
    return out;
  }

  private static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      ids.add(Integer.toString(10_000 + i));
    }
    return ids;
  }

  @Test
  void keepsTheOrderWithoutShuffle() throws IOException {
    assertThat(mixed(1, false, 0)).isEqualTo(ids());
  }

  @Test
  void shuffleIsCompleteAndRepeatable() throws IOException {
    List<String> shuffled = mixed(7, true, 0);
    assertThat(shuffled)
        .isNotEqualTo(ids())
        .containsExactlyInAnyOrderElementsOf(ids())
        .isEqualTo(mixed(7, true, 0))
        .isNotEqualTo(mixed(8, true, 0));
  }

  @Test
  void repeatsAShare() throws IOException {
    List<String> repeated = mixed(7, true, 0.25);
    assertThat(new TreeSet<>(repeated)).containsExactlyElementsOf(ids());
    assertThat(repeated.size() - COUNT).isBetween(200, 300);
    assertThat(repeated)
        .allSatisfy(id -> assertThat(Collections.frequency(repeated, id)).isLessThanOrEqualTo(2));
    assertThat(mixed(7, false, 1)).hasSize(2 * COUNT);
  }
}
