package io.millrace.connectors.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** What settings of Kafka have in common, whether they read or write. */
final class KafkaSettings {

  /** What {@code security} is. */
  static final String SECURITY =
      "Properties of Kafka's clients: security.protocol, ssl.* and sasl.*. Passwords and"
          + " sasl.jaas.config are references: ${env:NAME}, ${file:/path/to.properties:key}"
          + " or ${dir:/folder:file}.";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file|dir):[^}]+}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private KafkaSettings() {}

  /**
   * @param topic "" for none
   */
  static void checkTopic(String name, String topic) {
    if (!topic.isEmpty() && !TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException(
          name + " is '" + topic + "', must be letters, digits, '.', '_' and '-', at most 249");
    }
  }

  static void checkSecurity(SortedMap<String, String> security) {
    for (Map.Entry<String, String> property : security.entrySet()) {
      checkSecurity(property.getKey(), property.getValue());
    }
  }

  /** Never says what the value is: it may be a secret. */
  private static void checkSecurity(String name, String value) {
    if (!name.equals("security.protocol")
        && !name.startsWith("ssl.")
        && !name.startsWith("sasl.")) {
      throw new IllegalArgumentException(
          "security has " + name + ", must be security.protocol, or begin with ssl. or sasl.");
    }
    boolean secret =
        name.equals("sasl.jaas.config")
            || name.equals("ssl.keystore.key")
            || name.endsWith(".password")
            || name.endsWith(".secret");
    if (secret && !REFERENCE.matcher(value).find()) {
      throw new IllegalArgumentException(
          "security."
              + name
              + " is a secret, must be a reference: ${env:NAME}, ${file:/path/to.properties:key}"
              + " or ${dir:/folder:file}");
    }
  }
}
