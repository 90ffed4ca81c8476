package io.millrace.connectors.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A remote file. When reading fails, the file is opened again at the same position, so that a
 * broken connection does not end a long run.
 */
final class SteadyChannel extends ReadOnlyChannel {

  /** Opens the file at its beginning. */
  @FunctionalInterface
  interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  /** Consecutive failures after which reading fails. */
  static final int TRIES = 5;

  private final String name;
  private final Opener opener;
  private final Duration wait;
  private SeekableByteChannel channel;
  private long size = -1;

  /**
   * @param channel a channel from the opener
   * @param wait time before the first attempt to open it again; it doubles each time
   */
  SteadyChannel(String name, SeekableByteChannel channel, Opener opener, Duration wait) {
    this.name = name;
    this.channel = channel;
    this.opener = opener;
    this.wait = wait;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    int begin = target.position();
    for (int failures = 1; ; failures++) {
      try {
        int read = readOpened(target);
        position += Math.max(0, read);
        return read;
      } catch (IOException failed) {
        target.position(begin);
        drop(); // a reopened channel may not be at the position
        if (failures == TRIES || lasts(failed)) {
          throw failed;
        }
        LockSupport.parkNanos(wait.multipliedBy(1L << failures - 1).toNanos());
      }
    }
  }

  private int readOpened(ByteBuffer target) throws IOException {
    try {
      return opened().read(target);
    } catch (RuntimeException answer) {
      throw ObjectStores.failure(name, answer);
    }
  }

  private static boolean lasts(IOException failed) {
    boolean interrupted =
        failed instanceof InterruptedIOException && !(failed instanceof SocketTimeoutException);
    return interrupted
        || failed instanceof FileNotFoundException
        || failed instanceof ChangedException
        || Thread.currentThread().isInterrupted();
  }

  private SeekableByteChannel opened() throws IOException {
    if (channel == null) {
      channel = opener.open();
      checkSame(name, size, size < 0 ? size : channel.size());
      channel.position(position);
    }
    return channel;
  }

  private void drop() {
    if (channel == null) {
      return;
    }
    try (SeekableByteChannel broken = channel) {
      size = size < 0 ? broken.size() : size;
    } catch (IOException unknown) {
      // the channel is not used again
    } finally {
      channel = null;
    }
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    checkOpen();
    if (channel != null) {
      channel.position(newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    if (size < 0) {
      size = opened().size();
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (channel != null) {
      channel.close();
    }
  }
}
