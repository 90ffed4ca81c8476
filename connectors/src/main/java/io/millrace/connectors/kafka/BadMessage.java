package io.millrace.connectors.kafka;

import io.millrace.corpus.FailReason;
import java.util.List;
import java.util.Optional;

/**
 * A message that could not be read, with its topic, partition and offset.
 *
 * @param recordId id of its unreadable record
 * @param key its key; empty without one
 * @param value its bytes
 * @param headers its headers, in order
 */
public record BadMessage(
    String topic,
    int partition,
    long offset,
    FailReason reason,
    String detail,
    String recordId,
    Optional<byte[]> key,
    byte[] value,
    List<Field> headers) {

  /**
   * A header.
   *
   * @param value may be empty
   */
  public record Field(String name, byte[] value) {}

  public BadMessage {
    headers = List.copyOf(headers);
  }
}
