package io.millrace.shards.parquet;

import io.millrace.shards.file.StoredFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** A Parquet file that millrace wrote, read from its channel. */
public record ParquetInput(StoredFile file, long size) implements InputFile {

  /** Largest decompressed page; written pages have about 1 MiB, or hold one large value. */
  private static final long MAX_PAGE = 1L << 30;

  public static ParquetInput of(StoredFile file) throws IOException {
    return new ParquetInput(file, file.size());
  }

  /**
   * Rows of the file that pass a filter; page checksums are checked.
   *
   * @param projection columns to read, or null for all
   */
  public ParquetReader<Group> rows(FilterCompat.Filter filter, MessageType projection)
      throws IOException {
    ParquetConfiguration settings = new PlainParquetConfiguration();
    if (projection != null) {
      settings.set(ReadSupport.PARQUET_READ_SCHEMA, projection.toString());
    }
    return new Builder(this, settings)
        .withFilter(filter)
        .withCodecFactory(new BoundedCodecs(MAX_PAGE))
        .usePageChecksumVerification(true)
        .build();
  }

  @Override
  public long getLength() {
    return size;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    ReadableByteChannel channel = file.open();
    if (!(channel instanceof SeekableByteChannel seekable)) {
      channel.close();
      throw new IOException(file + " is on a file system that cannot seek");
    }
    return new ChannelStream(seekable, Channels.newInputStream(seekable));
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file, ParquetConfiguration settings) {
      super(file, settings);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  /** A stream of parquet-java over a channel. */
  public static final class ChannelStream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    /**
     * @param stream reads from the channel's position
     */
    public ChannelStream(SeekableByteChannel channel, InputStream stream) {
      super(stream);
      this.channel = channel;
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
