package io.millrace.connectors.read.parquet;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BulkStream;
import io.millrace.shards.parquet.ParquetInput.ChannelStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file on a Beam FileSystem as input of parquet-java. When the file system cannot seek, the file
 * is copied to a temporary file first. Unlike {@link io.millrace.shards.parquet.ParquetInput} it
 * tells failures of the file system from damaged files.
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

  /** Copies a channel that cannot seek. */
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
   * Throws the exception of the file system, if there was one; parquet-java does not distinguish it
   * from damage.
   */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** The first bytes of the file, up to a maximum. */
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
    return new ChannelStream(channel, new Watched(Channels.newInputStream(channel)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }

  /** Remembers the last exception of the file system. */
  private final class Watched extends BulkStream {
    private final InputStream in;

    Watched(InputStream in) {
      this.in = in;
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
}
