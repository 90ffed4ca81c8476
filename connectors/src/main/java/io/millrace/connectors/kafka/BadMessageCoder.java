package io.millrace.connectors.kafka;

import io.millrace.corpus.FailReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

public final class BadMessageCoder extends AtomicCoder<BadMessage> {

  private static final long serialVersionUID = 1L;
  private static final BadMessageCoder CODER = new BadMessageCoder();
  private static final int VERSION = 1;
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<byte[]> BYTES = ByteArrayCoder.of();

  private BadMessageCoder() {}

  public static BadMessageCoder of() {
    return CODER;
  }

  @Override
  public void encode(BadMessage message, OutputStream out) throws IOException {
    out.write(VERSION);
    TEXT.encode(message.topic(), out);
    VarIntCoder.of().encode(message.partition(), out);
    VarLongCoder.of().encode(message.offset(), out);
    TEXT.encode(message.reason().name(), out);
    TEXT.encode(message.detail(), out);
    TEXT.encode(message.recordId(), out);
    out.write(message.key().isPresent() ? 1 : 0);
    if (message.key().isPresent()) {
      BYTES.encode(message.key().get(), out);
    }
    BYTES.encode(message.value(), out);
    VarIntCoder.of().encode(message.headers().size(), out);
    for (BadMessage.Field header : message.headers()) {
      TEXT.encode(header.name(), out);
      BYTES.encode(header.value(), out);
    }
  }

  @Override
  public BadMessage decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("a bad message in version " + version + ", must be " + VERSION);
    }
    String topic = TEXT.decode(in);
    int partition = VarIntCoder.of().decode(in);
    long offset = VarLongCoder.of().decode(in);
    FailReason reason = FailReason.valueOf(TEXT.decode(in));
    String detail = TEXT.decode(in);
    String id = TEXT.decode(in);
    Optional<byte[]> key = in.read() == 1 ? Optional.of(BYTES.decode(in)) : Optional.empty();
    byte[] value = BYTES.decode(in);
    int count = VarIntCoder.of().decode(in);
    List<BadMessage.Field> headers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = TEXT.decode(in);
      headers.add(new BadMessage.Field(name, BYTES.decode(in)));
    }
    return new BadMessage(topic, partition, offset, reason, detail, id, key, value, headers);
  }
}
