package io.millrace.connectors.read.warc;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.Compression;
import io.millrace.connectors.files.GzipMembers;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads WARC 1.0 and 1.1 (ISO 28500), gzipped or plain. A gzipped file is split into ranges: a
 * split begins at the first gzip member in its range that contains a WARC record. A plain file is
 * one split, because nothing in it marks a record with certainty.
 */
public final class WarcRecordReader implements RecordReader {

  private static final int SAMPLE_BYTES = 1 << 14;

  /**
   * Maximum number of damaged records that are held back until it is known whether their member is
   * damaged.
   */
  private static final int MAX_HELD = 16;

  private final InputSettings settings;
  private final Function<RecordSink, WarcRecords> recordsFor;

  public WarcRecordReader(InputSettings settings) {
    this(settings, sink -> new WarcRecords(settings, sink));
  }

  /**
   * @param recordsFor makes the converter of records for a sink
   */
  public WarcRecordReader(InputSettings settings, Function<RecordSink, WarcRecords> recordsFor) {
    this.settings = settings;
    this.recordsFor = recordsFor;
  }

  @Override
  public List<Split> split(String path, long size) throws IOException {
    if (size <= settings.splitBytes() || !isGzip(path)) {
      return List.of(new Split(path, 0, Long.MAX_VALUE));
    }
    return Split.ranges(path, size, settings.splitBytes());
  }

  @Override
  public void read(Split split, RecordSink sink) throws IOException {
    WarcRecords records = recordsFor.apply(sink);
    if (!split.isWhole() || isGzip(split.path())) { // only gzip files are split
      try (GzipMembers members =
          new GzipMembers(LookAhead.ofFile(BeamFile.at(split.path()), split.start()))) {
        readMembers(members, split, records);
      }
    } else {
      try (LookAhead bytes = LookAhead.ofFile(BeamFile.at(split.path()), split.start())) {
        readPlain(bytes, records);
      }
    }
  }

  private static boolean isGzip(String path) throws IOException {
    return Compression.of(path) == Compression.GZIP;
  }

  private void readPlain(LookAhead bytes, WarcRecords records) throws IOException {
    WarcBlocks blocks = new WarcBlocks(bytes, settings.maxRecordBytes());
    Optional<WarcBlocks.Block> block = blocks.next();
    while (block.isPresent()) {
      records.accept(block.get());
      block = blocks.next();
    }
  }

  /**
   * Reads member by member. A member that does not start a record belongs to the split of the
   * member before it, because the next split skips it in search of its first member.
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
      long damagedAt = readMember(members, records);
      if (damagedAt >= 0) {
        members.passDamaged(start, damagedAt);
        members.find(WarcBlocks.VERSION, Long.MAX_VALUE);
      }
    }
  }

  /** Reads a member and reports its damage. Returns the position of the damage, or -1. */
  private long readMember(GzipMembers members, WarcRecords records) throws IOException {
    long start = members.position();
    List<WarcBlocks.Block> damaged = new ArrayList<>();
    DamagedInputException cut;
    try (InputStream in = members.open()) {
      WarcBlocks blocks = new WarcBlocks(LookAhead.ofStream(in), settings.maxRecordBytes());
      Optional<WarcBlocks.Block> block = blocks.next();
      while (block.isPresent()) {
        if (block.get().isWhole() || damaged.size() == MAX_HELD) {
          damaged.forEach(records::accept);
          damaged.clear();
        }
        if (block.get().isWhole()) {
          records.accept(block.get());
        } else {
          damaged.add(block.get());
        }
        block = blocks.next();
      }
      if (!blocks.isCut()) {
        damaged.forEach(records::accept);
        return -1;
      }
      WarcBlocks.Block last = damaged.get(damaged.size() - 1);
      cut = new DamagedInputException(last.failure(), last.detail());
    } catch (DamagedInputException noMember) {
      cut = noMember;
    }
    long damagedAt = members.position();
    reportMember(members, start, damaged, cut, records);
    return damagedAt;
  }

  /** Damage of a member affects all of its remaining records, so it is reported once. */
  private static void reportMember(
      GzipMembers members,
      long start,
      List<WarcBlocks.Block> damaged,
      DamagedInputException cut,
      WarcRecords records)
      throws IOException {
    if (damaged.isEmpty() || damaged.get(0).headers().map().isEmpty()) {
      members.seek(start);
      records.damagedBytes(members.sample(SAMPLE_BYTES), cut);
    } else {
      WarcBlocks.Block first = damaged.get(0);
      records.accept(
          new WarcBlocks.Block(
              first.start(), first.headers(), first.block(), cut.reason(), cut.getMessage()));
    }
  }
}
