package io.millrace.connectors.kafka;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.MessageKind;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.files.MessageRecords;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.io.kafka.DeserializerProvider;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes messages in the source, which must know their event time, a part of their content. */
final class MessageDecoding implements DeserializerProvider<KafkaMessage> {

  private static final long serialVersionUID = 1L;

  /** Kind of a message without a value, which deletes its key on a compacted topic. */
  static final String TOMBSTONE = "tombstone";

  private final KafkaInput input;

  MessageDecoding(KafkaInput input) {
    this.input = input;
  }

  @Override
  public Deserializer<KafkaMessage> getDeserializer(Map<String, ?> configs, boolean isKey) {
    return new MessageDeserializer(input);
  }

  @Override
  public Coder<KafkaMessage> getCoder(CoderRegistry registry) {
    return new KafkaMessageCoder();
  }

  /** Never throws, whatever a message contains. */
  static final class MessageDeserializer implements Deserializer<KafkaMessage> {

    private final KafkaInput input;
    private final MessageRecords records;
    private final Found found = new Found();

    MessageDeserializer(KafkaInput input) {
      this.input = input;
      this.records = new MessageRecords(input.records());
    }

    @Override
    public KafkaMessage deserialize(String topic, byte[] value) {
      throw new UnsupportedOperationException("headers are needed");
    }

    @Override
    public KafkaMessage deserialize(String topic, Headers headers, byte[] value) {
      if (value == null) {
        return KafkaMessage.skipped(TOMBSTONE);
      }
      Optional<String> stated = MessageHeaders.kind(headers);
      Optional<MessageKind> kind = stated.flatMap(MessageKind::of);
      if (stated.isPresent() && kind.isEmpty()) {
        return KafkaMessage.of(unknownKind(stated.get(), value)).withValue(value);
      }
      Optional<InputKind> format = MessageHeaders.input(headers);
      records.read(kind, format, value, found);
      boolean unreadable =
          found.message.record().filter(UnreadableRecord.class::isInstance).isPresent();
      return unreadable ? found.message.withValue(value) : found.message;
    }

    private InputRecord unknownKind(String kind, byte[] value) {
      String source = input.source();
      return new UnreadableRecord(
          RecordId.ofContent(source, "", "", value),
          "",
          "",
          source,
          FailReason.DAMAGED_RECORD,
          "header " + MessageHeaders.KIND + " is '" + kind.replaceAll("\\p{C}", " ") + "'",
          "",
          Collections.unmodifiableSortedMap(new TreeMap<>()));
    }
  }

  private static final class Found implements RecordSink {
    private KafkaMessage message;

    @Override
    public void accept(InputRecord record) {
      message = KafkaMessage.of(record);
    }

    @Override
    public void skip(String kind) {
      message = KafkaMessage.skipped(kind);
    }
  }
}
