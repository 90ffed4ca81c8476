package io.millrace.connectors.kafka;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import io.millrace.connectors.read.InputSettings;
import io.millrace.corpus.Timestamps;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of an input from Kafka.
 *
 * @param security properties of Kafka's clients; secrets are references that {@link KafkaClients}
 *     resolves where the client is created
 * @param startTimestamp for {@link Start#TIMESTAMP}: ISO 8601 instant
 */
public record KafkaInput(
    @Setting("Bootstrap brokers: HOST:PORT, separated by commas.") String bootstrap,
    @Setting("Topic to read.") String topic,
    @Setting(
            "Consumer group under which progress is reported to Kafka; it does not decide where"
                + " reading begins.")
        String group,
    @Setting("Where a run without a checkpoint begins in every partition.") Start start,
    @Setting("For start: timestamp, the time from which messages are read, by Kafka's timestamps.")
        String startTimestamp,
    @Setting(KafkaSettings.SECURITY) SortedMap<String, String> security,
    @Setting(
            "Topic for messages that cannot be read, with the reason in their headers; empty for"
                + " none. They are counted as failed in any case.")
        String deadLetterTopic,
    @Setting("Name of the collection; empty for the record's own source, else that of its kind.")
        String source,
    @Setting("Names of the fields of JSON records, as for files.") SortedMap<String, String> fields,
    @Setting(
            value =
                "Language of all records, as an ISO 639 code; empty for the record's own field.",
            names = Names.LANGUAGES)
        String language,
    @Setting(
            value = "Largest message in bytes, compressed or not; larger ones fail.",
            min = 1,
            max = 1_073_741_824)
        long maxRecordBytes,
    @Setting(
            value =
                "Seconds by which a record may be older than the newest of its partition before it"
                    + " can be late.",
            min = 0,
            max = KafkaInput.MAX_SECONDS)
        long outOfOrderSeconds,
    @Setting(
            value =
                "Seconds without a new message after which a partition no longer holds back the"
                    + " others: its time then follows the clock.",
            min = 1,
            max = KafkaInput.MAX_SECONDS)
        long idleSeconds,
    @Setting(
            value =
                "Seconds by which a record's time may be ahead of the clock; one that is further"
                    + " ahead is kept and does not move the time of its partition.",
            min = 0,
            max = KafkaInput.MAX_SECONDS)
        long maxAheadSeconds)
    implements Serializable {

  /** Where a run without a checkpoint begins. */
  public enum Start {
    /** At the oldest message. */
    EARLIEST,
    /** After the newest message. */
    LATEST,
    /** At the first message that is not older than the start timestamp. */
    TIMESTAMP
  }

  static final double MAX_SECONDS = 315_360_000;

  public KafkaInput {
    security = Collections.unmodifiableSortedMap(new TreeMap<>(security));
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    KafkaSettings.checkSecurity(security);
    KafkaSettings.checkTopic("topic", topic);
    KafkaSettings.checkTopic("dead_letter_topic", deadLetterTopic);
    if (!topic.isEmpty() && topic.equals(deadLetterTopic)) {
      throw new IllegalArgumentException("dead_letter_topic is the topic that is read");
    }
    boolean stated = !startTimestamp.isEmpty();
    if (stated != (start == Start.TIMESTAMP)) {
      String form = "start_timestamp is '%s' and start is %s, must go together: start: timestamp";
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, form, startTimestamp, start.name().toLowerCase(Locale.ROOT)));
    }
    if (stated && Timestamps.parse(startTimestamp).isEmpty()) {
      throw new IllegalArgumentException(
          "start_timestamp is '" + startTimestamp + "', must be a time as 2024-03-01T12:00:00Z");
    }
    records(source, fields, language, maxRecordBytes);
  }

  /** Without brokers and topic, which {@link ReadKafka} requires. */
  public static KafkaInput defaults() {
    return new KafkaInput(
        "",
        "",
        "millrace",
        Start.EARLIEST,
        "",
        new TreeMap<>(),
        "",
        "",
        new TreeMap<>(),
        "",
        InputSettings.defaults().maxRecordBytes(),
        300,
        60,
        300);
  }

  /** An input with every other setting at its default. */
  public static KafkaInput of(String bootstrap, String topic) {
    KafkaInput none = defaults();
    return none.with(bootstrap, topic, none.start, none.startTimestamp, none.security);
  }

  /**
   * @param newStartTimestamp "" unless the start is a timestamp
   */
  public KafkaInput withStart(Start newStart, String newStartTimestamp) {
    return with(bootstrap, topic, newStart, newStartTimestamp, security);
  }

  public KafkaInput withSecurity(SortedMap<String, String> newSecurity) {
    return with(bootstrap, topic, start, startTimestamp, newSecurity);
  }

  private KafkaInput with(
      String newBootstrap,
      String newTopic,
      Start newStart,
      String newStartTimestamp,
      SortedMap<String, String> newSecurity) {
    return new KafkaInput(
        newBootstrap,
        newTopic,
        group,
        newStart,
        newStartTimestamp,
        newSecurity,
        deadLetterTopic,
        source,
        fields,
        language,
        maxRecordBytes,
        outOfOrderSeconds,
        idleSeconds,
        maxAheadSeconds);
  }

  /** Settings for its records, the same as for records of a file. */
  public InputSettings records() {
    return records(source, fields, language, maxRecordBytes);
  }

  private static InputSettings records(
      String source, SortedMap<String, String> fields, String language, long maxRecordBytes) {
    return InputSettings.of(List.of())
        .withSource(source)
        .withFields(fields)
        .withLanguage(language)
        .withMaxRecordBytes(maxRecordBytes);
  }
}
