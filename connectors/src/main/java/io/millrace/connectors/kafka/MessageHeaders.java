package io.millrace.connectors.kafka;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.MessageKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Names and values of message headers. */
public final class MessageHeaders {

  /** Kind of the message: {@link MessageKind#key}. */
  public static final String KIND = "millrace-kind";

  /**
   * Input kind of the record, if it is not the default of the message kind: {@link InputKind#key}.
   */
  public static final String INPUT = "millrace-input";

  /** Of a dead letter: the reason key, as in verdicts. */
  public static final String REASON = "millrace-reason";

  /** Of a dead letter: one line for people. */
  public static final String DETAIL = "millrace-detail";

  public static final String TOPIC = "millrace-topic";
  public static final String PARTITION = "millrace-partition";
  public static final String OFFSET = "millrace-offset";

  /** Of a published record: the name of its window. */
  public static final String WINDOW = "millrace-window";

  /** Of a message whose value was omitted because it is too large: size of the value in bytes. */
  public static final String OMITTED_BYTES = "millrace-omitted-bytes";

  private static final int MAX_BYTES = 64;

  private MessageHeaders() {}

  /** Adds a header with a text in UTF-8. */
  static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The stated kind, or empty. */
  static Optional<String> kind(Headers headers) {
    return text(headers, KIND);
  }

  /** The stated input; empty when it is missing or unknown. */
  static Optional<InputKind> input(Headers headers) {
    return text(headers, INPUT)
        .flatMap(key -> Stream.of(InputKind.values()).filter(k -> k.key().equals(key)).findFirst());
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null || header.value().length > MAX_BYTES
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
