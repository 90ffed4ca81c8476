package io.millrace.connectors.read.warc;

import io.millrace.connectors.files.RereadBudget;
import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcParser;

/**
 * Cuts inflated bytes into WARC records and finds the next record after damage. Jwarc parses the
 * headers.
 */
public final class WarcBlocks {

  /** Start of every record of WARC 1.0 and 1.1. */
  public static final byte[] VERSION = "WARC/1.".getBytes(StandardCharsets.US_ASCII);

  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int FIRST_BODY_BYTES = 1 << 16;
  private static final int SEPARATOR_BYTES = 4;
  private static final int MAX_LINE_ENDS = 1 << 10;
  private static final int MAX_DAMAGED_BYTES = 2;
  private static final String NOT_SEARCHED = "; too many are damaged to look for records within it";
  private static final MessageHeaders NO_HEADERS = MessageHeaders.of();

  /**
   * One record, or the readable part of a damaged one.
   *
   * @param start position of its first byte
   * @param block the record's block or its readable part
   * @param failure kind of the damage; null for an undamaged record
   */
  public record Block(
      long start, MessageHeaders headers, byte[] block, FailReason failure, String detail) {
    public boolean isWhole() {
      return failure == null;
    }
  }

  private final LookAhead bytes;
  private final long maxBytes;
  private final RereadBudget rereads;
  private int wholeBlocks;
  private boolean ended;
  private Block next;

  /**
   * @param maxBytes maximum bytes of a block
   */
  public WarcBlocks(LookAhead bytes, long maxBytes) {
    this.bytes = bytes;
    this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 64);
    this.rereads = new RereadBudget(bytes.position());
  }

  /** True when the compressed bytes are damaged, so that nothing more can be read. */
  boolean isCut() {
    return ended;
  }

  /** The next record; empty at the end. Damage of the underlying compression is the last record. */
  public Optional<Block> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    next = null;
    try {
      skipSeparator();
      if (bytes.atEnd()) {
        return Optional.empty();
      }
      readRecord();
    } catch (DamagedInputException damaged) {
      ended = true;
      if (next == null) {
        next = new Block(bytes.position(), NO_HEADERS, new byte[0], damaged.reason(), "");
      }
      next =
          new Block(next.start, next.headers, next.block, damaged.reason(), damaged.getMessage());
    }
    if (next.isWhole()) {
      wholeBlocks++;
    }
    return Optional.of(next);
  }

  private void skipSeparator() throws IOException {
    try {
      while (bytes.require(1) && (bytes.peek(0) == '\r' || bytes.peek(0) == '\n')) {
        bytes.consume(1);
      }
    } catch (DamagedInputException damaged) {
      // the next read reports the damage
    }
  }

  private void readRecord() throws IOException {
    long start = bytes.position();
    WarcParser parser = new WarcParser();
    parser.setLenient(true);
    int parsed = parseHeader(parser);
    if (!parser.isFinished()) {
      int kept = Math.min(bytes.available(), FIRST_BODY_BYTES);
      boolean again = rereads.allows(start, Math.max(parsed, kept));
      int shown = again ? kept : Math.min(kept, Math.max(1, parsed));
      byte[] head = Arrays.copyOfRange(bytes.array(), bytes.head(), bytes.head() + shown);
      damaged(start, NO_HEADERS, head, "no WARC header" + (again ? "" : NOT_SEARCHED));
      if (kept > 0) {
        bytes.consume(again ? 1 : Math.max(1, parsed));
      }
      findNext();
      return;
    }
    MessageHeaders headers = parser.headers();
    long length = contentLength(headers);
    if (length < 0) {
      damaged(start, headers, new byte[0], "no valid Content-Length");
      findNext();
    } else if (length > maxBytes) {
      skipLarge(start, headers, length);
    } else {
      readBlock(start, headers, (int) length);
    }
  }

  private void damaged(long start, MessageHeaders headers, byte[] block, String detail) {
    next = new Block(start, headers, block, FailReason.DAMAGED_RECORD, detail);
  }

  /** Feeds the parser without consuming rejected bytes; returns the number of parsed bytes. */
  private int parseHeader(WarcParser parser) throws IOException {
    int fed = 0;
    while (true) {
      int available = Math.min(bytes.available(), MAX_HEADER_BYTES);
      ByteBuffer view = ByteBuffer.wrap(bytes.array(), bytes.head() + fed, available - fed);
      parser.parse(view);
      fed = view.position() - bytes.head();
      if (parser.isFinished()) {
        bytes.consume(fed);
        return fed;
      }
      if (parser.isError() || available == MAX_HEADER_BYTES || !bytes.fill()) {
        return fed;
      }
    }
  }

  private static long contentLength(MessageHeaders headers) {
    String value = headers.first("Content-Length").orElse("").strip();
    if (value.isEmpty()
        || value.length() > 18
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Long.parseLong(value);
  }

  private void readBlock(long start, MessageHeaders headers, int length) throws IOException {
    byte[] block = new byte[Math.min(length, FIRST_BODY_BYTES)];
    int filled = 0;
    try {
      while (filled < length && bytes.require(1)) {
        int step = Math.min(length - filled, bytes.available());
        if (filled + step > block.length) {
          int doubled = (int) Math.min(length, 2L * block.length);
          block = Arrays.copyOf(block, Math.max(doubled, filled + step));
        }
        System.arraycopy(bytes.array(), bytes.head(), block, filled, step);
        bytes.consume(step);
        filled += step;
      }
    } catch (DamagedInputException damaged) {
      damaged(start, headers, Arrays.copyOf(block, filled), "");
      throw damaged;
    }
    if (filled < length) {
      searchWithin(start, headers, Arrays.copyOf(block, filled), "the record is cut");
      return;
    }
    next = new Block(start, headers, block, null, "");
    try {
      if (!endsHere() && !isFollowedByGarbage(block)) {
        String detail = "the record does not end where its Content-Length says";
        searchWithin(start, headers, block, detail);
      }
    } catch (DamagedInputException damaged) {
      if (wholeBlocks == 0) {
        // the member of this single record has a wrong checksum
        throw damaged;
      }
    }
  }

  private void searchWithin(long start, MessageHeaders headers, byte[] block, String detail)
      throws IOException {
    boolean again = rereads.allows(start, block.length);
    damaged(start, headers, block, detail + (again ? "" : NOT_SEARCHED));
    if (again) {
      bytes.unread(block, block.length);
    }
    findNext();
  }

  private void skipLarge(long start, MessageHeaders headers, long length) throws IOException {
    long blockStart = bytes.position();
    next = new Block(start, headers, new byte[0], FailReason.TOO_LARGE, length + " bytes");
    if (bytes.skip(length) == length && endsHere()) {
      return;
    }
    boolean again = bytes.canSeek() && rereads.allows(start, bytes.position() - blockStart);
    String detail = "its Content-Length of " + length + " is wrong";
    damaged(start, headers, new byte[0], detail + (again || !bytes.canSeek() ? "" : NOT_SEARCHED));
    if (again) {
      bytes.seek(blockStart);
    }
    findNext();
  }

  /**
   * True when the block is followed by line ends and then a record or the end. One or two damaged
   * bytes are tolerated, so that they do not cost the block.
   */
  private boolean endsHere() throws IOException {
    bytes.require(SEPARATOR_BYTES + VERSION.length);
    if (bytes.available() <= SEPARATOR_BYTES) {
      return true;
    }
    for (int at = 0; at <= SEPARATOR_BYTES && at + VERSION.length <= bytes.available(); at++) {
      if (matching(at) == VERSION.length) {
        bytes.consume(at);
        return true;
      }
    }
    int lineEnds = 0;
    while (bytes.require(lineEnds + 1) && isLineEnd(lineEnds) && lineEnds < MAX_LINE_ENDS) {
      lineEnds++;
    }
    bytes.require(lineEnds + VERSION.length);
    int left = Math.min(VERSION.length, bytes.available() - lineEnds);
    return left == 0 || lineEnds > 0 && matching(lineEnds) >= left - MAX_DAMAGED_BYTES;
  }

  /**
   * True when a complete separator follows and the block contains no other record. The
   * Content-Length is then right, although no record follows.
   */
  private boolean isFollowedByGarbage(byte[] block) throws IOException {
    byte[] separator = {'\r', '\n', '\r', '\n'};
    bytes.require(SEPARATOR_BYTES);
    int from = bytes.head();
    if (!Arrays.equals(
        bytes.array(), from, from + SEPARATOR_BYTES, separator, 0, SEPARATOR_BYTES)) {
      return false;
    }
    try (LookAhead inner = LookAhead.ofStream(new ByteArrayInputStream(block))) {
      while (inner.find(VERSION, Long.MAX_VALUE)) {
        if (startsHere(inner)) {
          return false;
        }
        inner.consume(1);
      }
    }
    return true;
  }

  private boolean isLineEnd(int at) {
    return bytes.peek(at) == '\r' || bytes.peek(at) == '\n';
  }

  private int matching(int at) {
    int matching = 0;
    for (int i = 0; i < VERSION.length && at + i < bytes.available(); i++) {
      matching += bytes.peek(at + i) == VERSION[i] ? 1 : 0;
    }
    return matching;
  }

  /** Moves to the next first line of a record, or to the end. */
  private void findNext() throws IOException {
    try {
      while (bytes.find(VERSION, Long.MAX_VALUE)) {
        if (startsHere(bytes)) {
          return;
        }
        bytes.consume(1);
      }
    } catch (DamagedInputException damaged) {
      // the next read reports the damage
    }
  }

  /** True for {@code WARC/1.} followed by a digit and the end of the line. */
  static boolean startsHere(LookAhead bytes) throws IOException {
    int digit = VERSION.length;
    if (!bytes.require(digit + 2)) {
      return false;
    }
    for (int i = 0; i < VERSION.length; i++) {
      if (bytes.peek(i) != VERSION[i]) {
        return false;
      }
    }
    int minor = bytes.peek(digit);
    int lineEnd = bytes.peek(digit + 1);
    return minor >= '0' && minor <= '9' && (lineEnd == '\r' || lineEnd == '\n');
  }
}
