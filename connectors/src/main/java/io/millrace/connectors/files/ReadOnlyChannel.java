package io.millrace.connectors.files;

import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Base class of channels of remote files. */
public abstract class ReadOnlyChannel implements SeekableByteChannel {

  protected long position;
  private boolean closed;

  protected final void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  /**
   * Checks that a file that was opened again has the same size; otherwise two versions would be
   * mixed.
   *
   * @param before -1 when it was unknown
   * @throws ChangedException when the sizes differ
   */
  protected static void checkSame(Object name, long before, long now) throws ChangedException {
    if (before >= 0 && now != before) {
      throw new ChangedException(
          name + ": changed while it was read, from " + before + " to " + now + " bytes");
    }
  }

  /** The file changed, so another attempt would not help. */
  protected static final class ChangedException extends IOException {
    ChangedException(String message) {
      super(Address.redact(message));
    }
  }

  @Override
  public final long position() throws IOException {
    checkOpen();
    return position;
  }

  @Override
  public final boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
  }

  @Override
  public final int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public final SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
