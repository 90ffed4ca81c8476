package io.millrace.trainer.data;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.DocumentJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Documents as lines of JSON in zstd. */
final class JsonLinesFile extends ShardFile {

  private static final int MAX_LINE = 1 << 29;

  private final InputStream stream;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private long number;

  JsonLinesFile(Path file) throws IOException {
    this.stream = new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  @Override
  Item next() throws IOException {
    int length = line();
    if (length < 0) {
      return null;
    }
    try {
      Item item = new Item(DocumentJson.fromBytes(buffer, start, length), null);
      start += length + 1;
      return item;
    } catch (IOException wrong) {
      throw new IOException("line " + number + ": " + RunOutput.firstLine(wrong), wrong);
    }
  }

  @Override
  void skip(long records) throws IOException {
    for (long i = 0; i < records; i++) {
      int length = line();
      if (length < 0) {
        throw new IOException("it has fewer documents than before");
      }
      start += length + 1;
    }
  }

  /** Length of the line that begins at {@code start}, or -1 at the end. */
  private int line() throws IOException {
    int at = start;
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == '\n') {
          number++;
          return at - start;
        }
      }
      at -= start;
      if (!fill()) {
        if (start == end) {
          return -1;
        }
        throw new IOException("the last line is cut");
      }
    }
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) {
      if (end >= MAX_LINE) {
        throw new IOException("line " + (number + 1) + " is longer than " + MAX_LINE + " bytes");
      }
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = stream.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
