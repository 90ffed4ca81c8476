package io.millrace.connectors.files;

import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Members of a gzip file (RFC 1952). {@link java.util.zip.GZIPInputStream} joins the members and
 * loses their offsets, which splitting and recovery from damage need. The JDK inflates the deflate
 * streams.
 */
public final class GzipMembers extends Members {

  private static final byte[] MAGIC = {0x1f, (byte) 0x8b, 8};
  private static final int FIXED_HEADER = 10;
  private static final int LOOK_AHEAD = 4096;
  private static final int MAX_HEADER = 1 << 18;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xe0;

  public GzipMembers(LookAhead file) {
    super(file);
  }

  @Override
  protected byte[] magic() {
    return MAGIC;
  }

  @Override
  public boolean startsHere(byte[] prefix) throws IOException {
    file.require(LOOK_AHEAD);
    int header = headerLength(Math.min(LOOK_AHEAD, file.available()));
    if (header <= 0) {
      return false;
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file.array(), file.head() + header, file.available() - header);
      byte[] first = new byte[Math.max(1, prefix.length)];
      int inflated = 0;
      int step = 1;
      while (inflated < first.length && step > 0) {
        step = inflater.inflate(first, inflated, first.length - inflated);
        inflated += step;
      }
      return inflated >= prefix.length
          && Arrays.equals(first, 0, prefix.length, prefix, 0, prefix.length);
    } catch (DataFormatException notDeflate) {
      return false;
    } finally {
      inflater.end();
    }
  }

  /** Length of the header at the position; 0 when it exceeds the limit, -1 when there is none. */
  private int headerLength(int limit) {
    if (limit < FIXED_HEADER) {
      return -1;
    }
    int flags = file.peek(3);
    if (file.peek(0) != 0x1f
        || file.peek(1) != 0x8b
        || file.peek(2) != 8
        || (flags & FLAGS_RESERVED) != 0) {
      return -1;
    }
    int length = FIXED_HEADER;
    if ((flags & FLAG_EXTRA) != 0) {
      if (length + 2 > limit) {
        return 0;
      }
      length += 2 + file.peek(length) + (file.peek(length + 1) << 8);
    }
    for (int flag : new int[] {FLAG_NAME, FLAG_COMMENT}) {
      if ((flags & flag) != 0) {
        while (length < limit && file.peek(length) != 0) {
          length++;
        }
        length++;
      }
    }
    if ((flags & FLAG_CRC) != 0) {
      length += 2;
    }
    return length <= limit ? length : 0;
  }

  @Override
  public InputStream open() throws IOException {
    file.require(LOOK_AHEAD);
    int header = headerLength(file.available());
    while (header == 0 && file.available() < MAX_HEADER && file.fill()) {
      header = headerLength(file.available());
    }
    if (header <= 0) {
      throw damaged("no gzip header");
    }
    file.consume(header);
    return new MemberStream(file);
  }

  private static DamagedInputException damaged(String detail) {
    return new DamagedInputException(FailReason.DAMAGED_COMPRESSION, detail);
  }

  private static final class MemberStream extends BulkStream {
    private final LookAhead file;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int given;
    private boolean ended;
    private String damage = "";

    MemberStream(LookAhead file) {
      this.file = file;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!damage.isEmpty()) {
        throw damaged(damage);
      }
      if (ended || length == 0) {
        return ended ? -1 : 0;
      }
      try {
        int inflated = inflate(target, offset, length);
        if (inflated > 0) {
          crc.update(target, offset, inflated);
          return inflated;
        }
        checkTrailer();
      } catch (DataFormatException bad) {
        throw fail("bad deflate data: " + bad.getMessage());
      }
      ended = true;
      inflater.end();
      return -1;
    }

    private int inflate(byte[] target, int offset, int length)
        throws IOException, DataFormatException {
      while (!inflater.finished()) {
        if (given == 0) {
          if (!file.require(1)) {
            throw fail("the gzip member is cut");
          }
          given = file.available();
          inflater.setInput(file.array(), file.head(), given);
        }
        int inflated = inflater.inflate(target, offset, length);
        int used = given - inflater.getRemaining();
        file.consume(used);
        given -= used;
        if (inflater.needsDictionary()) {
          throw fail("bad deflate data: asks for a dictionary");
        }
        if (inflated > 0) {
          return inflated;
        }
      }
      return 0;
    }

    private void checkTrailer() throws IOException {
      if (!file.require(8)) {
        throw fail("the gzip member is cut");
      }
      boolean right =
          littleEndian(0) == (int) crc.getValue()
              && littleEndian(4) == (int) inflater.getBytesWritten();
      file.consume(8);
      if (!right) {
        throw fail("the checksum of the gzip member is wrong");
      }
    }

    private int littleEndian(int at) {
      return file.peek(at)
          | file.peek(at + 1) << 8
          | file.peek(at + 2) << 16
          | file.peek(at + 3) << 24;
    }

    private DamagedInputException fail(String detail) {
      damage = detail;
      inflater.end();
      return damaged(detail);
    }

    @Override
    public void close() {
      if (!ended && damage.isEmpty()) {
        damage = "the stream is closed";
        inflater.end();
      }
    }
  }
}
