package io.millrace.connectors.kafka;

import io.millrace.corpus.InputRecord;
import java.util.Optional;

/**
 * What the value of a message turned out to be.
 *
 * @param record the record; empty when the message asks for no verdict
 * @param skipped kind of a message that asks for no verdict, as counted in the manifest; else ""
 * @param value the bytes of a message that could not be read, for the dead letters; else empty
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
