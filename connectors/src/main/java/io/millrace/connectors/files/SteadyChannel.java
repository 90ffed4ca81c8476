package io.millrace.connectors.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that is far away. Where reading fails it is opened again and read on from there: over
 * hours and terabytes a connection breaks now and then, and a run should not end with it.
 */
final class SteadyChannel implements SeekableByteChannel {

  /** Opens the file, at its beginning. */
  @FunctionalInterface
  interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  /** Failures in a row after which it is given up. */
  static final int TRIES = 5;

  private final String name;
  private final Opener opener;
  private final Duration wait;
  private SeekableByteChannel channel;
  private long size = -1;
  private long position;
  private boolean closed;

  /**
   * @param channel what the opener has given
   * @param wait before it is opened again; it doubles each time
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
        int read = opened().read(target);
        position += Math.max(0, read);
        return read;
      } catch (IOException failed) {
        target.position(begin);
        if (failures == TRIES || lasts(failed)) {
          throw failed;
        }
        drop();
        LockSupport.parkNanos(wait.multipliedBy(1L << failures - 1).toNanos());
      }
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
      if (size >= 0 && channel.size() != size) {
        throw new ChangedException(
            name
                + ": changed while it was read, from "
                + size
                + " to "
                + channel.size()
                + " bytes");
      }
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
      // it is not used again
    } finally {
      channel = null;
    }
  }

  /** To read on would mix two files. */
  private static final class ChangedException extends IOException {
    ChangedException(String message) {
      super(message);
    }
  }

  @Override
  public long position() throws IOException {
    checkOpen();
    return position;
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

  private void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
