package io.millrace.connectors.kafka;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.MessageKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Names of the headers of messages, and what they say. */
public final class MessageHeaders {

  /** What the message holds: {@link MessageKind#key}. */
  public static final String KIND = "millrace-kind";

  /** Input whose records these are, where it is not the usual one: {@link InputKind#key}. */
  public static final String INPUT = "millrace-input";

  /** Of a dead letter: why it could not be read, by the name that verdicts have. */
  public static final String REASON = "millrace-reason";

  /** Of a dead letter: one line for people. */
  public static final String DETAIL = "millrace-detail";

  public static final String TOPIC = "millrace-topic";
  public static final String PARTITION = "millrace-partition";
  public static final String OFFSET = "millrace-offset";

  /** Of what is published of a window: the window's name. */
  public static final String WINDOW = "millrace-window";

  /** Of a message whose value is too large for its topic and was left out: its bytes. */
  public static final String OMITTED_BYTES = "millrace-omitted-bytes";

  private static final int MAX_BYTES = 64;

  private MessageHeaders() {}

  /** The kind stated; empty when none is. */
  static Optional<String> kind(Headers headers) {
    return text(headers, KIND);
  }

  /** The input stated, when there is one of that name. */
  static Optional<InputKind> input(Headers headers) {
    return text(headers, INPUT).flatMap(MessageHeaders::inputKind);
  }

  private static Optional<InputKind> inputKind(String key) {
    for (InputKind kind : InputKind.values()) {
      if (kind.key().equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null || header.value().length > MAX_BYTES
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
