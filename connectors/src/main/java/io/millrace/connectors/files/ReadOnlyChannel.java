package io.millrace.connectors.files;

import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** What channels of files far away have in common. */
public abstract class ReadOnlyChannel implements SeekableByteChannel {

  private boolean closed;

  protected final void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  /**
   * Checks that a file which was opened again is as large as before: to read on would mix two.
   *
   * @param before -1 where it was not known
   * @throws ChangedException when it is not
   */
  protected static void checkSame(Object name, long before, long now) throws ChangedException {
    if (before >= 0 && now != before) {
      throw new ChangedException(
          name + ": changed while it was read, from " + before + " to " + now + " bytes");
    }
  }

  /** Reading again would not help. */
  protected static final class ChangedException extends IOException {
    ChangedException(String message) {
      super(Address.redact(message));
    }
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
