package io.millrace.shards.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFileTest {

  /** A file in memory whose channel cannot seek. */
  private record Unseekable(byte[] bytes) implements StoredFile {
    @Override
    public ReadableByteChannel open() {
      return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public WritableByteChannel create() throws IOException {
      throw new IOException("this file cannot be written");
    }
  }

  @TempDir Path folder;

  @Test
  void opensAtAnOffsetWithAndWithoutSeeking() throws IOException {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    Path file = Files.write(folder.resolve("a"), bytes);
    for (int offset : new int[] {0, 1, 65_536, 199_999, 200_000, 200_001}) {
      byte[] rest = Arrays.copyOfRange(bytes, Math.min(offset, bytes.length), bytes.length);
      try (InputStream seeking = new LocalFile(file).openAt(offset);
          InputStream reading = new Unseekable(bytes).openAt(offset)) {
        assertThat(seeking.readAllBytes()).isEqualTo(rest);
        assertThat(reading.readAllBytes()).isEqualTo(rest);
      }
    }
  }

  @Test
  void bytesCanBePutBack() throws IOException {
    try (LookAhead bytes = LookAhead.ofStream(new ByteArrayInputStream(utf8("0123456789")))) {
      assertThat(bytes.require(4)).isTrue();
      bytes.consume(4);
      bytes.unread(utf8("0123"), 4);
      assertThat(bytes.position()).isZero();
      assertThat(bytes.require(11)).isFalse();
      assertThat(bytes.available()).isEqualTo(10);
      assertThat(bytes.peek(3)).isEqualTo('3');
      assertThat(bytes.skip(20)).isEqualTo(10);
      assertThat(bytes.atEnd()).isTrue();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
