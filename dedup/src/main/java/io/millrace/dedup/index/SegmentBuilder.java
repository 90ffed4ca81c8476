package io.millrace.dedup.index;

import io.millrace.corpus.Hash128;
import io.millrace.corpus.LocalFiles;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.MinHashSettings;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Collects the documents of a window, run or part of a run and writes them as a segment. The bytes
 * depend only on the settings, the order and the set of documents, so a window that is committed
 * again replaces its segment by equal bytes. Memory: about 400 bytes per document.
 */
public final class SegmentBuilder {

  /** Most documents in a segment. */
  public static final int MAX_DOCUMENTS = 1 << 20;

  private final MinHashSettings settings;
  private final List<IndexEntry> entries = new ArrayList<>();

  public SegmentBuilder(MinHashSettings settings) {
    this.settings = settings;
  }

  /** Number of documents added, repeated ones included. */
  public int documents() {
    return entries.size();
  }

  /**
   * Adds a document.
   *
   * @param keys of its text; the last {@link BandKeys#compute} was true
   * @throws IllegalStateException past {@link #MAX_DOCUMENTS}
   */
  public void add(Hash128 id, long timestamp, BandKeys keys) {
    add(new IndexEntry(timestamp, id, keys.keys(), keys.sketch()));
  }

  void add(IndexEntry entry) {
    if (entries.size() >= MAX_DOCUMENTS) {
      throw new IllegalStateException("a segment has room for " + MAX_DOCUMENTS + " documents");
    }
    if (entry.keys().length != settings.bands()
        || entry.sketch().length != settings.permutations()) {
      throw new IllegalArgumentException("keys or sketch have other settings");
    }
    entries.add(entry);
  }

  /**
   * Writes the segment under a temporary name and renames it.
   *
   * @param directory of the index; created when missing
   * @param name 1 to 100 letters, digits, '.', '_' and '-'
   * @param order position among the segments: the start of the window or the time of the run
   * @throws IllegalArgumentException when the name is invalid
   */
  public void write(Path directory, String name, long order) throws IOException {
    write(directory, name, order, new TreeSet<>());
  }

  void write(Path directory, String name, long order, SortedSet<String> replaced)
      throws IOException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("'" + name + "' is not a name of a segment");
    }
    Files.createDirectories(directory);
    List<IndexEntry> sorted = sorted();
    Path temporary = directory.resolve(name + ".tmp");
    CRC32C checksum = new CRC32C();
    try (CheckedOutputStream checked =
            new CheckedOutputStream(
                new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16), checksum);
        DataOutputStream out = new DataOutputStream(checked)) {
      writeHeader(out, order, sorted.size(), replaced);
      for (IndexEntry entry : sorted) {
        out.writeLong(entry.timestamp());
        out.writeLong(entry.id().high());
        out.writeLong(entry.id().low());
        out.write(entry.sketch());
      }
      for (int band = 0; band < settings.bands(); band++) {
        writeBand(out, sorted, band);
      }
      out.writeLong(checksum.getValue());
    }
    LocalFiles.replace(temporary, directory.resolve(name + SegmentFormat.EXTENSION));
  }

  /** Sorted, each id once: an up-sampled document has several copies. */
  private List<IndexEntry> sorted() {
    List<IndexEntry> all = new ArrayList<>(entries);
    all.sort(IndexEntry.ORDER);
    List<IndexEntry> once = new ArrayList<>(all.size());
    for (IndexEntry entry : all) {
      if (once.isEmpty() || !once.get(once.size() - 1).id().equals(entry.id())) {
        once.add(entry);
      }
    }
    return once;
  }

  private void writeHeader(
      DataOutputStream out, long order, int documents, SortedSet<String> replaced)
      throws IOException {
    StringBuilder names = new StringBuilder();
    replaced.forEach(name -> names.append(name).append('\n'));
    byte[] nameBytes = names.toString().getBytes(StandardCharsets.UTF_8);
    out.writeLong(SegmentFormat.MAGIC);
    out.writeInt(settings.shingleWords());
    out.writeInt(settings.bands());
    out.writeInt(settings.rows());
    out.writeLong(settings.seed());
    out.writeLong(order);
    out.writeInt(documents);
    out.writeInt(nameBytes.length);
    out.write(nameBytes);
  }

  private static void writeBand(DataOutputStream out, List<IndexEntry> sorted, int band)
      throws IOException {
    long[] keys = new long[sorted.size()];
    int[] order = new int[sorted.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = sorted.get(i).keys()[band];
      order[i] = i;
    }
    LongArrays.radixSortIndirect(order, keys, true);
    for (int document : order) {
      out.writeLong(keys[document]);
    }
    for (int document : order) {
      out.writeInt(document);
    }
  }
}
