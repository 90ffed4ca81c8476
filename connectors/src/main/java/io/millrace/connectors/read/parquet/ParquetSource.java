package io.millrace.connectors.read.parquet;

import io.millrace.connectors.files.BeamFiles;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file on a Beam FileSystem as parquet-java wants it. Where the file system cannot seek, the file
 * is copied to a temporary one first.
 */
final class ParquetSource implements InputFile, Closeable {

  private final SeekableByteChannel channel;
  private final Path copy;
  private IOException failure;

  private ParquetSource(SeekableByteChannel channel, Path copy) {
    this.channel = channel;
    this.copy = copy;
  }

  static ParquetSource open(String path) throws IOException {
    ReadableByteChannel channel = BeamFiles.open(path);
    if (channel instanceof SeekableByteChannel seekable) {
      return new ParquetSource(seekable, null);
    }
    return copied(channel);
  }

  /** Copies what the channel gives, for channels that cannot seek. */
  static ParquetSource copied(ReadableByteChannel channel) throws IOException {
    Path copy = Files.createTempFile("millrace-", ".parquet");
    try (InputStream in = Channels.newInputStream(channel)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new ParquetSource(Files.newByteChannel(copy), copy);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(copy);
      throw failed;
    }
  }

  /**
   * Throws what the file system threw, if it did: parquet-java wraps such errors like those of
   * damaged files.
   */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** The first bytes of the file, at most so many. */
  byte[] sample(int bytes) throws IOException {
    channel.position(0);
    return Channels.newInputStream(channel).readNBytes(bytes);
  }

  @Override
  public long getLength() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(new Watched(Channels.newInputStream(channel)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }

  /** Remembers errors of the file system. */
  private final class Watched extends InputStream {
    private final InputStream in;

    Watched(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (IOException failed) {
        failure = failed;
        throw failed;
      }
    }
  }

  private final class Stream extends DelegatingSeekableInputStream {
    Stream(InputStream in) {
      super(in);
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < 0 || position > channel.size()) {
        throw new EOFException("seeks to " + position + " of " + channel.size());
      }
      channel.position(position);
    }
  }
}
