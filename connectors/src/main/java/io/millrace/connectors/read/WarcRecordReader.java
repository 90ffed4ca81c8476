package io.millrace.connectors.read;

import io.millrace.connectors.files.Compression;
import io.millrace.connectors.files.DamagedInputException;
import io.millrace.connectors.files.GzipMembers;
import io.millrace.connectors.files.LookAhead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * WARC 1.0 and 1.1 (ISO 28500), gzipped or plain. A gzipped file is cut into ranges: a split begins
 * at the first gzip member in its range that holds a WARC record. A plain file is one split, as
 * nothing in it marks a record for sure.
 */
final class WarcRecordReader implements RecordReader {

  private static final int SAMPLE_BYTES = 1 << 14;

  private final InputSettings settings;

  WarcRecordReader(InputSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Split> split(String path, long size) throws IOException {
    if (size <= settings.splitBytes() || !isGzip(path)) {
      return List.of(new Split(path, 0, Long.MAX_VALUE));
    }
    List<Split> splits = new ArrayList<>();
    for (long start = 0; start < size; start += settings.splitBytes()) {
      splits.add(new Split(path, start, Math.min(size, start + settings.splitBytes())));
    }
    return splits;
  }

  @Override
  public void read(Split split, RecordSink sink) throws IOException {
    WarcRecords records = new WarcRecords(settings, sink);
    if (isGzip(split.path())) {
      try (GzipMembers members = new GzipMembers(LookAhead.ofFile(split.path(), split.start()))) {
        readMembers(members, split, records);
      }
    } else {
      try (LookAhead bytes = LookAhead.ofFile(split.path(), split.start())) {
        readPlain(bytes, split, records);
      }
    }
  }

  private static boolean isGzip(String path) throws IOException {
    return Compression.of(path) == Compression.GZIP;
  }

  private void readPlain(LookAhead bytes, Split split, WarcRecords records) throws IOException {
    if (split.start() > 0) {
      while (bytes.find(WarcBlocks.VERSION, split.end()) && !WarcBlocks.startsHere(bytes)) {
        bytes.consume(1);
      }
    }
    WarcBlocks blocks = new WarcBlocks(bytes, settings.maxRecordBytes());
    while (blocks.position() < split.end()) {
      Optional<WarcBlocks.Block> block = blocks.next();
      if (block.isEmpty()) {
        return;
      }
      records.accept(block.get());
    }
  }

  /**
   * Walks from member to member. What cannot be recognised as the start of a record belongs to the
   * split of the member before it, as the next split passes over it in search of its first member.
   */
  private void readMembers(GzipMembers members, Split split, WarcRecords records)
      throws IOException {
    if (split.start() > 0 && !members.find(WarcBlocks.VERSION, split.end())) {
      return;
    }
    while (!members.atEnd() && !members.onlyZerosFollow()) {
      if (members.position() >= split.end() && members.startsHere(WarcBlocks.VERSION)) {
        return;
      }
      long start = members.position();
      if (!readMember(members, records)) {
        members.seek(start + 1);
        members.find(WarcBlocks.VERSION, Long.MAX_VALUE);
      }
    }
  }

  /** False when the member is damaged, which has been reported. */
  private boolean readMember(GzipMembers members, WarcRecords records) throws IOException {
    long start = members.position();
    try (InputStream in = members.open()) {
      WarcBlocks blocks = new WarcBlocks(LookAhead.ofStream(in), settings.maxRecordBytes());
      Optional<WarcBlocks.Block> block = blocks.next();
      while (block.isPresent()) {
        if (blocks.isCut() && block.get().block().length == 0) {
          throw new DamagedInputException(block.get().failure(), block.get().detail());
        }
        records.accept(block.get());
        block = blocks.next();
      }
      return !blocks.isCut();
    } catch (DamagedInputException damaged) {
      members.seek(start);
      records.damagedBytes(members.sample(SAMPLE_BYTES), damaged);
      return false;
    }
  }
}
