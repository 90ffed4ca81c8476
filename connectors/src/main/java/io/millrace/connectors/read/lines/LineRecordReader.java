package io.millrace.connectors.read.lines;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.Compression;
import io.millrace.connectors.files.GzipMembers;
import io.millrace.connectors.files.LargeRecords;
import io.millrace.connectors.files.MemberChain;
import io.millrace.connectors.files.ZstdMembers;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.Unreadable;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads files with one record a line: plain, gzip or zstd. Plain files are split into byte ranges;
 * a line belongs to the range in which it begins.
 */
public final class LineRecordReader implements RecordReader {

  private static final int SAMPLE_BYTES = 1 << 14;

  private final InputSettings settings;
  private final LineRecords records;

  public LineRecordReader(InputSettings settings, LineRecords records) {
    this.settings = settings;
    this.records = records;
  }

  @Override
  public List<Split> split(String path, long size) throws IOException {
    if (size <= settings.splitBytes() || Compression.of(path) != Compression.NONE) {
      return List.of(new Split(path, 0, Long.MAX_VALUE));
    }
    return Split.ranges(path, size, settings.splitBytes());
  }

  @Override
  public void read(Split split, RecordSink sink) throws IOException {
    // only plain files are split
    try {
      switch (split.isWhole() ? Compression.of(split.path()) : Compression.NONE) {
        case NONE -> readPlain(split, sink);
        case GZIP -> readMembers(new MemberChain(new GzipMembers(start(split))), sink);
        case ZSTD -> readMembers(new MemberChain(new ZstdMembers(start(split))), sink);
      }
    } finally {
      LargeRecords.shared().release(); // of a line that was not read completely
    }
  }

  private static LookAhead start(Split split) throws IOException {
    return LookAhead.ofFile(BeamFile.at(split.path()), 0);
  }

  private void readPlain(Split split, RecordSink sink) throws IOException {
    long from = Math.max(0, split.start() - 1);
    try (LookAhead bytes = LookAhead.ofFile(BeamFile.at(split.path()), from)) {
      if (split.start() > 0) {
        if (!bytes.find(new byte[] {'\n'}, split.end())) {
          return;
        }
        bytes.consume(1);
      } else {
        skipByteOrderMark(bytes);
      }
      Lines lines = new Lines(bytes, settings.maxRecordBytes());
      while (bytes.position() < split.end() && readLine(lines, sink)) {
        // one record a turn
      }
    }
  }

  private static void skipByteOrderMark(LookAhead bytes) throws IOException {
    bytes.require(3);
    bytes.consume(byteOrderMark(bytes));
  }

  /** Length of the byte order mark at the start of the available bytes. */
  public static int byteOrderMark(LookAhead bytes) {
    boolean marked =
        bytes.available() >= 3
            && bytes.peek(0) == 0xef
            && bytes.peek(1) == 0xbb
            && bytes.peek(2) == 0xbf;
    return marked ? 3 : 0;
  }

  private boolean readLine(Lines lines, RecordSink sink) throws IOException {
    Lines.Found found = lines.next();
    if (found == Lines.Found.TOO_LONG) {
      sink.accept(tooLong(lines));
    } else if (found == Lines.Found.LINE && !isBlank(lines)) {
      sink.accept(records.of(lines.array(), lines.offset(), lines.length()));
    }
    LargeRecords.shared().release();
    return found != Lines.Found.END;
  }

  private InputRecord tooLong(Lines lines) {
    byte[] kept =
        Arrays.copyOfRange(lines.array(), lines.offset(), lines.offset() + lines.length());
    String detail =
        "a line of " + lines.lineBytes() + " bytes, more than " + settings.maxRecordBytes();
    return Unreadable.text(records.source(), FailReason.TOO_LARGE, detail, kept);
  }

  private static boolean isBlank(Lines lines) {
    for (int i = 0; i < lines.length(); i++) {
      int b = lines.array()[lines.offset() + i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Reads until damage, reports it, and continues with the next member found. */
  private void readMembers(MemberChain chain, RecordSink sink) throws IOException {
    try (chain) {
      boolean more = true;
      boolean resumed = false;
      while (more) {
        LookAhead bytes = LookAhead.ofStream(chain);
        Lines lines = new Lines(bytes, settings.maxRecordBytes());
        try {
          readAll(bytes, lines, resumed, sink);
          more = false;
        } catch (DamagedInputException damaged) {
          report(damaged, lines.partial(), chain, sink);
          more = chain.resume();
          resumed = true;
        }
      }
    }
  }

  private void readAll(LookAhead bytes, Lines lines, boolean resumed, RecordSink sink)
      throws IOException {
    if (!resumed) {
      skipByteOrderMark(bytes);
    } else if (!readFirstAfterDamage(lines, sink)) {
      return;
    }
    while (readLine(lines, sink)) {
      // one record a turn
    }
  }

  /** A member may begin in the middle of a line, whose beginning is lost and was reported. */
  private boolean readFirstAfterDamage(Lines lines, RecordSink sink) throws IOException {
    Lines.Found found = lines.next();
    if (found == Lines.Found.LINE && !isBlank(lines)) {
      InputRecord record = records.of(lines.array(), lines.offset(), lines.length());
      if (!(record instanceof UnreadableRecord)) {
        sink.accept(record);
      }
    }
    return found != Lines.Found.END;
  }

  private void report(
      DamagedInputException damaged, byte[] partial, MemberChain chain, RecordSink sink)
      throws IOException {
    sink.accept(
        partial.length > 0
            ? Unreadable.text(records.source(), damaged.reason(), damaged.getMessage(), partial)
            : Unreadable.bytes(records.source(), chain.sample(SAMPLE_BYTES), damaged));
  }
}
