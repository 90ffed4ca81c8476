package io.millrace.trainer.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message, written field by field; field numbers are those of onnx.proto. */
final class Message {

  private final ByteString.Output bytes = ByteString.newOutput();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  Message number(int field, long value) {
    return put(() -> out.writeInt64(field, value));
  }

  Message real(int field, float value) {
    return put(() -> out.writeFloat(field, value));
  }

  Message text(int field, String value) {
    return put(() -> out.writeString(field, value));
  }

  Message bytes(int field, ByteString value) {
    return put(() -> out.writeBytes(field, value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  ByteString toBytes() {
    put(out::flush);
    return bytes.toByteString();
  }

  private Message put(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private interface Writing {
    void write() throws IOException;
  }
}
