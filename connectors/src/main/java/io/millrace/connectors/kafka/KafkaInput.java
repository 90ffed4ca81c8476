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
 * What is read from Kafka, and how.
 *
 * @param security properties of Kafka's clients by their own names; a secret stands there as a
 *     reference that {@link KafkaClients} resolves where the client is made, never as itself
 * @param startTimestamp for {@link Start#TIMESTAMP}: ISO 8601 instant
 */
public record KafkaInput(
    @Setting("Brokers to begin with: HOST:PORT, several joined by commas.") String bootstrap,
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
    /** At the oldest message that is still there. */
    EARLIEST,
    /** Behind the newest message. */
    LATEST,
    /** At the first message that is not older than a time. */
    TIMESTAMP
  }

  /** Ten years. */
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
      throw new IllegalArgumentException(
          "start_timestamp is '"
              + startTimestamp
              + "' and start is "
              + start.name().toLowerCase(Locale.ROOT)
              + ", must go together: start: timestamp");
    }
    if (stated && Timestamps.parse(startTimestamp).isEmpty()) {
      throw new IllegalArgumentException(
          "start_timestamp is '" + startTimestamp + "', must be a time as 2024-03-01T12:00:00Z");
    }
    checkSeconds("out_of_order_seconds", outOfOrderSeconds, 0);
    checkSeconds("idle_seconds", idleSeconds, 1);
    checkSeconds("max_ahead_seconds", maxAheadSeconds, 0);
    records(source, fields, language, maxRecordBytes);
  }

  /** Without brokers and topic, which {@link ReadKafka} asks for. */
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
    return new KafkaInput(
        bootstrap,
        topic,
        none.group,
        none.start,
        none.startTimestamp,
        none.security,
        none.deadLetterTopic,
        none.source,
        none.fields,
        none.language,
        none.maxRecordBytes,
        none.outOfOrderSeconds,
        none.idleSeconds,
        none.maxAheadSeconds);
  }

  /** How its records are read: as those of a file with the same settings. */
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

  private static void checkSeconds(String name, long seconds, long least) {
    if (seconds < least || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          name + " is " + seconds + ", must be in " + least + ".." + (long) MAX_SECONDS);
    }
  }

  public KafkaInput withGroup(String newGroup) {
    return new KafkaInput(
        bootstrap,
        topic,
        newGroup,
        start,
        startTimestamp,
        security,
        deadLetterTopic,
        source,
        fields,
        language,
        maxRecordBytes,
        outOfOrderSeconds,
        idleSeconds,
        maxAheadSeconds);
  }

  /**
   * @param newStartTimestamp "" unless the start is a timestamp
   */
  public KafkaInput withStart(Start newStart, String newStartTimestamp) {
    return new KafkaInput(
        bootstrap,
        topic,
        group,
        newStart,
        newStartTimestamp,
        security,
        deadLetterTopic,
        source,
        fields,
        language,
        maxRecordBytes,
        outOfOrderSeconds,
        idleSeconds,
        maxAheadSeconds);
  }

  public KafkaInput withSecurity(SortedMap<String, String> newSecurity) {
    return new KafkaInput(
        bootstrap,
        topic,
        group,
        start,
        startTimestamp,
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

  public KafkaInput withDeadLetterTopic(String newDeadLetterTopic) {
    return new KafkaInput(
        bootstrap,
        topic,
        group,
        start,
        startTimestamp,
        security,
        newDeadLetterTopic,
        source,
        fields,
        language,
        maxRecordBytes,
        outOfOrderSeconds,
        idleSeconds,
        maxAheadSeconds);
  }

  public KafkaInput withMaxRecordBytes(long newMaxRecordBytes) {
    return new KafkaInput(
        bootstrap,
        topic,
        group,
        start,
        startTimestamp,
        security,
        deadLetterTopic,
        source,
        fields,
        language,
        newMaxRecordBytes,
        outOfOrderSeconds,
        idleSeconds,
        maxAheadSeconds);
  }

  /** How the time of a partition goes. */
  public KafkaInput withTimes(long newOutOfOrder, long newIdle, long newMaxAhead) {
    return new KafkaInput(
        bootstrap,
        topic,
        group,
        start,
        startTimestamp,
        security,
        deadLetterTopic,
        source,
        fields,
        language,
        maxRecordBytes,
        newOutOfOrder,
        newIdle,
        newMaxAhead);
  }
}
