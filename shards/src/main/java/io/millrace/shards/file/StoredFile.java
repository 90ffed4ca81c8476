package io.millrace.shards.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A file of an output, to read or to write. {@link LocalFile} is a file on a disk; connectors has
 * one for Beam's file systems. {@code toString} returns the address for messages.
 */
public interface StoredFile {

  /**
   * Opens the file at its beginning. If the file system can seek, the channel is a {@link
   * SeekableByteChannel}.
   *
   * @throws java.io.FileNotFoundException when there is no such file
   */
  ReadableByteChannel open() throws IOException;

  /**
   * Size in bytes.
   *
   * @throws java.io.FileNotFoundException when there is no such file
   */
  long size() throws IOException;

  /** Creates the file and its parent folders; an existing file is replaced. */
  WritableByteChannel create() throws IOException;

  default InputStream stream() throws IOException {
    return Channels.newInputStream(open());
  }

  /**
   * Opens the file at an offset, by seeking or else by skipping the bytes before it. An offset past
   * the end gives an empty stream.
   */
  default InputStream openAt(long offset) throws IOException {
    ReadableByteChannel channel = open();
    try {
      if (offset > 0) {
        moveTo(channel, offset);
      }
    } catch (EOFException pastTheEnd) {
      channel.close();
      return InputStream.nullInputStream();
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
    return Channels.newInputStream(channel);
  }

  private static void moveTo(ReadableByteChannel channel, long offset) throws IOException {
    if (channel instanceof SeekableByteChannel seekable) {
      seekable.position(offset);
      return;
    }
    ByteBuffer discarded = ByteBuffer.allocate(1 << 16);
    long left = offset;
    while (left > 0) {
      discarded.clear().limit((int) Math.min(discarded.capacity(), left));
      int read = channel.read(discarded);
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
    }
  }
}
