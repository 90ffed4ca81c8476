package io.millrace.connectors.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;

/** Opens files on any Beam FileSystem. */
public final class BeamFiles {

  private static final int SKIP_BYTES = 1 << 16;

  private BeamFiles() {}

  /** Opens the file's raw bytes, without undoing any compression. */
  public static ReadableByteChannel open(String path) throws IOException {
    return FileSystems.open(FileSystems.matchNewResource(path, false));
  }

  /**
   * Opens the file at an offset: by seeking where the file system can, else by reading past what
   * comes before. An offset past the end gives an empty stream.
   */
  public static InputStream openAt(String path, long offset) throws IOException {
    return openAt(open(path), offset);
  }

  static InputStream openAt(ReadableByteChannel channel, long offset) throws IOException {
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
    ByteBuffer discarded = ByteBuffer.allocate(SKIP_BYTES);
    long left = offset;
    while (left > 0) {
      discarded.clear().limit((int) Math.min(SKIP_BYTES, left));
      int read = channel.read(discarded);
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
    }
  }
}
