package io.millrace.dedup.index;

import io.millrace.corpus.Hash128;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.Sketches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/** Reads a segment that is mapped into memory; it takes no heap. */
final class IndexSegment {

  private static final int MAX_NAMES = 1 << 26;

  private final String name;
  private final MinHashSettings settings;
  private final MappedByteBuffer bytes;
  private final long order;
  private final int documents;
  private final SortedSet<String> replaced;
  private final int documentsAt;
  private final int bandsAt;

  private IndexSegment(Path file, String name, MinHashSettings settings, MappedByteBuffer bytes)
      throws IOException {
    this.name = name;
    this.settings = settings;
    this.bytes = bytes;
    if (bytes.capacity() < SegmentFormat.HEADER + SegmentFormat.CHECKSUM
        || bytes.getLong(0) != SegmentFormat.MAGIC) {
      throw damaged(file);
    }
    if (bytes.getInt(8) != settings.shingleWords()
        || bytes.getInt(12) != settings.bands()
        || bytes.getInt(16) != settings.rows()
        || bytes.getLong(20) != settings.seed()) {
      throw new IndexFormatException(
          file + " was made with other shingle_words, bands, rows or seed");
    }
    this.order = bytes.getLong(28);
    this.documents = bytes.getInt(36);
    int nameBytes = bytes.getInt(40);
    if (documents < 0
        || nameBytes < 0
        || nameBytes > MAX_NAMES
        || SegmentFormat.fileBytes(settings, documents, nameBytes) != bytes.capacity()) {
      throw damaged(file);
    }
    checkSum(file);
    this.replaced = names(bytes, nameBytes);
    this.documentsAt = SegmentFormat.HEADER + nameBytes;
    this.bandsAt = documentsAt + documents * SegmentFormat.documentBytes(settings);
  }

  static IndexSegment open(Path file, String name, MinHashSettings settings) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IndexFormatException(file + " is larger than 2 GiB");
      }
      return new IndexSegment(
          file, name, settings, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  private static SortedSet<String> names(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(SegmentFormat.HEADER, text);
    SortedSet<String> names = new TreeSet<>();
    new String(text, StandardCharsets.UTF_8).lines().forEach(names::add);
    return Collections.unmodifiableSortedSet(names);
  }

  String name() {
    return name;
  }

  long order() {
    return order;
  }

  int documents() {
    return documents;
  }

  long fileBytes() {
    return bytes.capacity();
  }

  /** Names of the segments that this one replaces, directly or indirectly. */
  SortedSet<String> replaced() {
    return replaced;
  }

  private void checkSum(Path file) throws IndexFormatException {
    CRC32C checksum = new CRC32C();
    int end = bytes.capacity() - SegmentFormat.CHECKSUM;
    checksum.update(bytes.slice(0, end));
    if (checksum.getValue() != bytes.getLong(end)) {
      throw damaged(file);
    }
  }

  private static IndexFormatException damaged(Path file) {
    return new IndexFormatException(
        file
            + " is cut or damaged; delete it and add its output again with 'millrace index build',"
            + " or restore the file from a copy");
  }

  private int documentAt(int document) {
    return documentsAt + document * SegmentFormat.documentBytes(settings);
  }

  long timestamp(int document) {
    return bytes.getLong(documentAt(document));
  }

  Hash128 id(int document) {
    int at = documentAt(document);
    return new Hash128(bytes.getLong(at + 8), bytes.getLong(at + 16));
  }

  byte[] sketch(int document) {
    byte[] sketch = new byte[settings.permutations()];
    bytes.get(documentAt(document) + SegmentFormat.SKETCH, sketch);
    return sketch;
  }

  double similarity(int document, byte[] sketch) {
    return Sketches.similarity(sketch(document), sketch);
  }

  private int bandAt(int band) {
    return bandsAt + (int) (band * SegmentFormat.bandBytes(documents));
  }

  /** Passes on the documents that have a key in a band, the smallest first. */
  void withKey(int band, long key, IntConsumer found) {
    int keys = bandAt(band);
    int low = 0;
    int high = documents;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bytes.getLong(keys + 8 * middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int places = keys + 8 * documents;
    for (int at = low; at < documents && bytes.getLong(keys + 8 * at) == key; at++) {
      int document = bytes.getInt(places + 4 * at);
      if (document >= 0 && document < documents) {
        found.accept(document);
      }
    }
  }

  /** All documents of the segment. */
  IndexEntry[] entries() {
    long[][] keys = new long[documents][settings.bands()];
    for (int band = 0; band < settings.bands(); band++) {
      int at = bandAt(band);
      int places = at + 8 * documents;
      for (int i = 0; i < documents; i++) {
        keys[bytes.getInt(places + 4 * i)][band] = bytes.getLong(at + 8 * i);
      }
    }
    IndexEntry[] entries = new IndexEntry[documents];
    for (int i = 0; i < documents; i++) {
      entries[i] = new IndexEntry(timestamp(i), id(i), keys[i], sketch(i));
    }
    return entries;
  }
}
