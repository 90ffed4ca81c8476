package io.millrace.connectors.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Checks that the settings of inputs and outputs share. */
final class KafkaSettings {

  /** Description of {@code security}. */
  static final String SECURITY =
      "Properties of Kafka's clients: security.protocol, ssl.* and sasl.*. Passwords and"
          + " sasl.jaas.config are references: ${env:NAME}, ${file:/path/to.properties:key}"
          + " or ${dir:/folder:file}.";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file|dir):[^}]+}");

  /** Names of properties whose values are secrets. */
  private static final Pattern SECRET = Pattern.compile("password|secret|passphrase");

  /** An option of a login module whose value is a secret instead of a reference. */
  private static final Pattern OPEN_OPTION =
      Pattern.compile(
          "(?i)\\w*(?:passw|secret|token|passphrase|api_?key|private_?key)\\w*+\\s*+=\\s*+"
              + "(?!\"?(?:\\$\\{(?:env|file|dir):[^}]+}|true|false)\"?(?:[\\s;]|$))");

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

  /** The message never contains the value, which may be a secret. */
  private static void checkSecurity(String name, String value) {
    if (!name.equals("security.protocol")
        && !name.startsWith("ssl.")
        && !name.startsWith("sasl.")) {
      throw new IllegalArgumentException(
          "security has " + name + ", must be security.protocol, or begin with ssl. or sasl.");
    }
    boolean jaas = name.equals("sasl.jaas.config");
    boolean secret = name.equals("ssl.keystore.key") || SECRET.matcher(name).find();
    boolean open =
        jaas
            ? OPEN_OPTION.matcher(value).find() || !REFERENCE.matcher(value).find()
            : secret && !REFERENCE.matcher(value).matches();
    if (open) {
      throw new IllegalArgumentException(
          "security."
              + name
              + " is a secret, must be a reference: ${env:NAME}, ${file:/path/to.properties:key}"
              + " or ${dir:/folder:file}");
    }
  }
}
