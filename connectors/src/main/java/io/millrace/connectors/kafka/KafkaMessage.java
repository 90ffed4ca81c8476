package io.millrace.connectors.kafka;

import io.millrace.corpus.InputRecord;
import java.util.Optional;

/**
 * The decoded value of a message.
 *
 * @param record the record; empty when the message needs no verdict
 * @param skipped kind of a message without verdict, as counted in the manifest; else ""
 * @param value the bytes of an unreadable message, for the dead letters; else empty
 */
record KafkaMessage(Optional<InputRecord> record, String skipped, byte[] value) {

  private static final byte[] NONE = new byte[0];

  static KafkaMessage of(InputRecord record) {
    return new KafkaMessage(Optional.of(record), "", NONE);
  }

  static KafkaMessage skipped(String kind) {
    return new KafkaMessage(Optional.empty(), kind, NONE);
  }

  KafkaMessage withValue(byte[] bytes) {
    return new KafkaMessage(record, skipped, bytes);
  }
}
