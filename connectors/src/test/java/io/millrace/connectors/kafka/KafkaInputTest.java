package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.config.SettingsBinder;
import io.millrace.corpus.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaInputTest {

  private static final String SECRET = "hunter2";

  @TempDir Path folder;

  private static KafkaInput secured(String name, String value) {
    return KafkaInput.defaults().withSecurity(new TreeMap<>(Map.of(name, value)));
  }

  /** The settings that a recipe gives as YAML. */
  static KafkaInput bound(String yaml) {
    return SettingsBinder.bind(KafkaInput.class, "kafka", Yaml.parse(yaml, "recipe.yaml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.keystore.password",
        "ssl.key.password",
        "ssl.truststore.password",
        "ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret"
      })
  void secretsMustBeReferencesAndAreNotShown(String name) {
    assertThatThrownBy(() -> secured(name, SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining(SECRET);
    assertThat(secured(name, "${env:KAFKA_SECRET}").security()).containsKey(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.x.Plain required username=\"${env:U}\" password=\"hunter2\";",
        "org.x.Plain required password = hunter2 username=\"${env:U}\";",
        "org.x.OAuth required clientId=\"${env:U}\" clientSecret=\"hunter2\";",
        "org.x.Plain required password=\"${env:U}hunter2\";"
      })
  void secretsBesideReferencesAreFound(String config) {
    assertThatThrownBy(() -> secured("sasl.jaas.config", config))
        .hasMessageContaining("sasl.jaas.config")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void otherOptionsOfLoginModulesPass() {
    String plain = "org.x.Plain required username=\"me\" password=\"${env:P}\" ;";
    String kerberos =
        "com.x.Krb5 required useKeyTab=true storeKey=true keyTab=\"/a.keytab\" principal=\"${env:P}\";";
    assertThat(secured("sasl.jaas.config", plain).security()).hasSize(1);
    assertThat(secured("sasl.jaas.config", kerberos).security()).hasSize(1);
  }

  @Test
  void onlySecurityPropertiesPass() {
    assertThatThrownBy(() -> secured("bootstrap.servers", "elsewhere:9092"))
        .hasMessageContaining("security has bootstrap.servers");
  }

  @Test
  void combinationsAreChecked() {
    KafkaInput input = KafkaInput.of("localhost:9092", "pages");
    assertThatThrownBy(() -> bound("{topic: pages, dead_letter_topic: pages}"))
        .hasMessageContaining("dead_letter_topic is the topic that is read");
    assertThatThrownBy(() -> input.withStart(KafkaInput.Start.TIMESTAMP, ""))
        .hasMessageContaining("must go together");
    assertThatThrownBy(() -> input.withStart(KafkaInput.Start.EARLIEST, "2024-01-01"))
        .hasMessageContaining("must go together");
    assertThatThrownBy(() -> input.withStart(KafkaInput.Start.TIMESTAMP, "gestern"))
        .hasMessageContaining("gestern");
    assertThatThrownBy(() -> KafkaInput.of("localhost:9092", "a b"))
        .hasMessageContaining("topic is 'a b'");
    assertThatThrownBy(() -> bound("{out_of_order_seconds: -1}"))
        .hasMessageContaining("'out_of_order_seconds' is -1; it must be between 0 and 315360000");
    assertThatThrownBy(() -> ReadKafka.of(KafkaInput.of("", "pages")))
        .hasMessage("kafka.bootstrap is missing");
  }

  @Test
  void pipelinesShowNoSecrets() {
    KafkaInput input = secured("sasl.jaas.config", "${file:" + folder + "/kafka.properties:jaas}");
    assertThat(KafkaClients.consumer(input).toString()).contains("${file:");
    KafkaInput named = KafkaInput.of("localhost:9092", "pages").withSecurity(input.security());
    assertThat(DisplayData.from(ReadKafka.of(named)).toString()).doesNotContain(SECRET);
  }

  @Test
  void kafkaResolvesSecretsFromFiles() throws IOException {
    Files.writeString(folder.resolve("protocol"), "NONSENSE");
    Map<String, String> security = Map.of("security.protocol", "${dir:" + folder + ":protocol}");
    assertThatThrownBy(
            () -> {
              try (Producer<byte[], byte[]> never =
                  KafkaClients.producer("localhost:9092", security, "pages")) {
                assertThat(never).isNull();
              }
            })
        .hasStackTraceContaining("NONSENSE");
  }

  @Test
  void aSilentBrokerIsNamed() {
    assertThatThrownBy(() -> KafkaClients.check("localhost:nope", Map.of(), Set.of("pages")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("localhost:nope");
  }
}
