package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KafkaOutputTest {

  private static KafkaOutput output(String bootstrap, String documents, String verdicts) {
    return new KafkaOutput(bootstrap, documents, verdicts, new TreeMap<>());
  }

  @Test
  void nothingIsPublishedUnlessATopicIsNamed() {
    assertThat(KafkaOutput.defaults().isOn()).isFalse();
    assertThat(output("h:1", "", "v").topics()).containsExactly("v");
    assertThat(output("h:1", "d", "v").topics()).containsExactly("d", "v");
  }

  @Test
  void combinationsAreChecked() {
    assertThatThrownBy(() -> output("", "d", "")).hasMessageContaining("bootstrap is missing");
    assertThatThrownBy(() -> output("h:1", "", "")).hasMessageContaining("no topic is named");
    assertThatThrownBy(() -> output("h:1", "t", "t")).hasMessageContaining("the same topic");
    assertThatThrownBy(() -> output("h:1", "a b", ""))
        .hasMessageContaining("documents_topic is 'a b'");
    assertThatThrownBy(() -> output("h:1", "", "ä")).hasMessageContaining("verdicts_topic is 'ä'");
  }

  @Test
  void secretsMustBeReferencesAndAreNotShown() {
    assertThatThrownBy(
            () ->
                new KafkaOutput(
                    "h:1", "d", "", new TreeMap<>(Map.of("sasl.jaas.config", "hunter2"))))
        .hasMessageContaining("sasl.jaas.config")
        .hasMessageNotContaining("hunter2");
  }
}
