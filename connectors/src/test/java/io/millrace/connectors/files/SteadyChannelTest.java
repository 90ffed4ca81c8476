package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class SteadyChannelTest {

  private final byte[] content = new byte[5_000];
  private int opened;

  SteadyChannelTest() {
    new Random(3).nextBytes(content);
  }

  /** A connection that breaks after a number of bytes. */
  private final class Breaking extends SeekableInMemoryByteChannel {
    private int left;

    Breaking(byte[] bytes, int left) {
      super(bytes);
      this.left = left;
      opened++;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (left == 0) {
        target.put((byte) 99); // half of something, and then nothing
        throw opened % 2 == 0
            ? new SocketTimeoutException("Read timed out")
            : new IOException("reset by peer");
      }
      int limit = target.limit();
      target.limit(target.position() + Math.min(target.remaining(), left));
      int read = super.read(target);
      target.limit(limit);
      left -= Math.max(0, read);
      return read;
    }
  }

  private SteadyChannel steady(SteadyChannel.Opener opener) throws IOException {
    return new SteadyChannel("x", opener.open(), opener, Duration.ZERO);
  }

  @Property(tries = 60)
  void readingContinuesAfterABrokenConnection(
      @ForAll @IntRange(min = 50, max = 3_000) int bytes, @ForAll @IntRange(max = 4_999) int from)
      throws IOException {
    try (SteadyChannel channel = steady(() -> new Breaking(content, bytes))) {
      channel.position(from);
      byte[] read = Channels.newInputStream(channel).readAllBytes();
      assertThat(read).isEqualTo(java.util.Arrays.copyOfRange(content, from, content.length));
      assertThat(channel.position()).isEqualTo(content.length);
      assertThat(channel.size()).isEqualTo(content.length);
    }
  }

  @Test
  void failsAfterConsecutiveFailures() throws IOException {
    SteadyChannel channel = steady(() -> new Breaking(content, 0));
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(9))).hasMessage("reset by peer");
    assertThat(opened).isEqualTo(SteadyChannel.TRIES);
  }

  @Test
  void aChangedFileIsAnError() throws IOException {
    SteadyChannel channel =
        steady(() -> new Breaking(opened == 0 ? content : new byte[4_000], 1_000));
    assertThatThrownBy(() -> Channels.newInputStream(channel).readAllBytes())
        .hasMessage("x: changed while it was read, from 5000 to 4000 bytes");
  }

  @Test
  void aMissingFileIsNotRetried() throws IOException {
    SteadyChannel channel =
        steady(
            () -> {
              if (opened > 0) {
                opened++;
                throw new FileNotFoundException("x");
              }
              return new Breaking(content, 10);
            });
    assertThatThrownBy(() -> Channels.newInputStream(channel).readAllBytes())
        .isInstanceOf(FileNotFoundException.class);
    assertThat(opened).isEqualTo(2);
    assertThat((SeekableByteChannel) channel).matches(SeekableByteChannel::isOpen);
  }
}
