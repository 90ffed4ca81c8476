package io.millrace.connectors.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

final class KafkaMessageCoder extends AtomicCoder<KafkaMessage> {

  private static final long serialVersionUID = 1L;
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<byte[]> BYTES = ByteArrayCoder.of();

  @Override
  public void encode(KafkaMessage message, OutputStream out) throws IOException {
    out.write(message.record().isPresent() ? 1 : 0);
    if (message.record().isPresent()) {
      InputRecordCoder.of().encode(message.record().get(), out);
    }
    TEXT.encode(message.skipped(), out);
    BYTES.encode(message.value(), out);
  }

  @Override
  public KafkaMessage decode(InputStream in) throws IOException {
    KafkaMessage message =
        in.read() == 1
            ? new KafkaMessage(
                Optional.of(InputRecordCoder.of().decode(in)), TEXT.decode(in), new byte[0])
            : KafkaMessage.skipped(TEXT.decode(in));
    return message.withValue(BYTES.decode(in));
  }
}
