package io.millrace.dedup.index;

import io.millrace.corpus.Hash128;
import io.millrace.corpus.LocalFiles;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.MinHashSettings;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the documents of earlier windows or runs of which a text is a near duplicate.
 *
 * <p>An index is a folder of immutable segments with sorted band keys, and a list of deleted ids. A
 * lookup is a binary search in each segment: {@code bands x segments x log2(documents)} steps;
 * {@link #compact} keeps the number of segments small. A text matches a document as in the stage
 * {@code dedup-minhash}: they share a band, and the similarity of their sketches is at least the
 * threshold.
 *
 * <p>An open index does not see segments that are written later. Lookups are thread-safe; only one
 * process at a time may delete or compact.
 */
public final class DuplicateIndex {

  private static final String DELETED = "deleted.ids";
  private static final Comparator<Match> ORDER =
      Comparator.comparingLong(Match::timestamp).thenComparing(Match::id);

  private final Path directory;
  private final MinHashSettings settings;
  private final List<IndexSegment> segments;
  private final Set<Hash128> deleted;

  /**
   * A near duplicate.
   *
   * @param timestamp milliseconds since 1970, or {@link io.millrace.dedup.Mark#UNKNOWN_TIME}
   * @param similarity in 0..1
   */
  public record Match(Hash128 id, long timestamp, double similarity) {}

  private DuplicateIndex(
      Path directory, MinHashSettings settings, List<IndexSegment> segments, Set<Hash128> deleted) {
    this.directory = directory;
    this.settings = settings;
    this.segments = segments;
    this.deleted = deleted;
  }

  /**
   * Opens an index; a missing folder is an empty index. Reads each segment once to check its
   * checksum.
   *
   * @param settings of the signatures; the segments must have the same, except threshold and
   *     leaders
   * @throws IndexFormatException when a segment is damaged or has other settings
   */
  public static DuplicateIndex open(Path directory, MinHashSettings settings) throws IOException {
    List<IndexSegment> all = new ArrayList<>();
    for (String name : names(directory)) {
      Path file = directory.resolve(name + SegmentFormat.EXTENSION);
      all.add(IndexSegment.open(file, name, settings));
    }
    SortedSet<String> replaced = new TreeSet<>();
    all.forEach(segment -> replaced.addAll(segment.replaced()));
    all.removeIf(segment -> replaced.contains(segment.name()));
    all.sort(Comparator.comparingLong(IndexSegment::order).thenComparing(IndexSegment::name));
    return new DuplicateIndex(directory, settings, List.copyOf(all), readDeleted(directory));
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SegmentFormat.EXTENSION))
          .map(name -> name.substring(0, name.length() - SegmentFormat.EXTENSION.length()))
          .sorted()
          .toList();
    }
  }

  private static Set<Hash128> readDeleted(Path directory) throws IOException {
    Set<Hash128> deleted = new ObjectOpenHashSet<>();
    Path file = directory.resolve(DELETED);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        try {
          deleted.add(Hash128.fromHex(line));
        } catch (IllegalArgumentException invalid) {
          throw new IndexFormatException(
              file
                  + " is damaged: a line is not an id; delete the file and repeat all takedowns of"
                  + " this index");
        }
      }
    }
    return deleted;
  }

  /** Names of the segments, in order. */
  public List<String> segments() {
    return segments.stream().map(IndexSegment::name).toList();
  }

  /** Number of documents in the segments, including deleted ones. */
  public long documents() {
    return segments.stream().mapToLong(IndexSegment::documents).sum();
  }

  /** Size of the segments in bytes. */
  public long bytes() {
    return segments.stream().mapToLong(IndexSegment::fileBytes).sum();
  }

  /**
   * The documents of which a text is a near duplicate, in the order of (timestamp, id).
   *
   * @param keys of the text; the last {@link BandKeys#compute} was true
   * @param before searches only segments of a smaller order; {@link Long#MAX_VALUE} for all
   * @param threshold similarity in 0..1
   */
  public List<Match> findAll(BandKeys keys, long before, double threshold) {
    List<Match> found = new ArrayList<>();
    byte[] sketch = keys.sketch();
    for (IndexSegment segment : segments) {
      if (segment.order() < before || before == Long.MAX_VALUE) {
        IntOpenHashSet met = new IntOpenHashSet();
        for (int band = 0; band < settings.bands(); band++) {
          segment.withKey(band, keys.key(band), met::add);
        }
        for (int document : met) {
          double similarity = segment.similarity(document, sketch);
          if (similarity >= threshold && !deleted.contains(segment.id(document))) {
            found.add(new Match(segment.id(document), segment.timestamp(document), similarity));
          }
        }
      }
    }
    found.sort(ORDER);
    return found;
  }

  /**
   * Hides documents from each index opened later, also documents of segments that are written
   * later. The next {@link #compact} removes them from the files.
   */
  public static void delete(Path directory, Collection<Hash128> ids) throws IOException {
    Set<Hash128> more = new ObjectOpenHashSet<>(readDeleted(directory));
    if (more.addAll(ids)) {
      Files.createDirectories(directory);
      Path temporary = directory.resolve(DELETED + ".tmp");
      Files.write(
          temporary,
          more.stream().sorted().map(Hash128::toHex).toList(),
          StandardCharsets.US_ASCII);
      LocalFiles.replace(temporary, directory.resolve(DELETED));
    }
  }

  /**
   * Merges consecutive segments into large ones, without the deleted documents. A merged segment
   * has the order of its last part, so only segments before every open window may be merged. It
   * lists the segments it replaces: if the process is killed at any point, no document is lost or
   * counted twice, and a replaced segment that is written again is ignored.
   *
   * @param before merges only segments of a smaller order; {@link Long#MAX_VALUE} for all
   */
  public void compact(long before) throws IOException {
    List<IndexSegment> group = new ArrayList<>();
    int documents = 0;
    for (IndexSegment segment : segments) {
      if (segment.order() >= before && before != Long.MAX_VALUE) {
        break;
      }
      if (documents + segment.documents() > SegmentBuilder.MAX_DOCUMENTS) {
        merge(group);
        group.clear();
        documents = 0;
      }
      group.add(segment);
      documents += segment.documents();
    }
    merge(group);
    SortedSet<String> replaced = new TreeSet<>();
    for (String name : names(directory)) {
      Path file = directory.resolve(name + SegmentFormat.EXTENSION);
      replaced.addAll(IndexSegment.open(file, name, settings).replaced());
    }
    for (String name : replaced) {
      Files.deleteIfExists(directory.resolve(name + SegmentFormat.EXTENSION));
    }
  }

  private void merge(List<IndexSegment> group) throws IOException {
    boolean anyDeleted = group.stream().anyMatch(this::hasDeleted);
    if (group.isEmpty() || group.size() == 1 && !anyDeleted) {
      return;
    }
    SegmentBuilder merged = new SegmentBuilder(settings);
    SortedSet<String> replaced = new TreeSet<>();
    for (IndexSegment segment : group) {
      replaced.add(segment.name());
      replaced.addAll(segment.replaced());
      for (IndexEntry entry : segment.entries()) {
        if (!deleted.contains(entry.id())) {
          merged.add(entry);
        }
      }
    }
    String name = "merged-" + Hash128.of(String.join("\n", replaced)).toHex();
    merged.write(directory, name, group.get(group.size() - 1).order(), replaced);
  }

  private boolean hasDeleted(IndexSegment segment) {
    for (int i = 0; i < segment.documents(); i++) {
      if (deleted.contains(segment.id(i))) {
        return true;
      }
    }
    return false;
  }
}
