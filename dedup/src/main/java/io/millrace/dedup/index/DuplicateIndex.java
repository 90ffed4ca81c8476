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
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which document emitted earlier, in another window or run, a text is a near duplicate of.
 *
 * <p>An index is a folder of segments that never change, each with sorted band keys, and a list of
 * deleted ids. A segment is looked through by binary search, so a lookup takes {@code bands x
 * segments x log2(documents)} steps; {@link #compact} keeps the number of segments small. A text
 * and a document are compared as in the stage dedup-minhash: they share a band, and their sketches
 * are similar from the threshold on.
 *
 * <p>It shows the segments that were there when it was opened. Looking up is safe for several
 * threads; one process at a time may delete or compact.
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
   * A document found.
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
   * Opens an index; a folder that is not there is an empty one. Every segment is read once, for its
   * checksum.
   *
   * @param settings of the signatures; those of the segments must be equal, but for threshold and
   *     leaders
   * @throws IndexFormatException when a segment is damaged or of other settings
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
        } catch (IllegalArgumentException none) {
          throw new IndexFormatException(
              file
                  + " is damaged: a line is no id; delete it and give all takedowns of this index"
                  + " again");
        }
      }
    }
    return deleted;
  }

  /** Names of the segments, in their order. */
  public List<String> segments() {
    return segments.stream().map(IndexSegment::name).toList();
  }

  /** Documents in the segments, deleted ones included. */
  public long documents() {
    return segments.stream().mapToLong(IndexSegment::documents).sum();
  }

  /** Bytes of the segments. */
  public long bytes() {
    return segments.stream().mapToLong(IndexSegment::fileBytes).sum();
  }

  /**
   * The smallest document, in the order of (timestamp, id), that a text is a near duplicate of.
   *
   * @param keys of the text; the last {@link BandKeys#compute} was true
   * @param before only segments of a smaller order are looked at: what a window may see; {@link
   *     Long#MAX_VALUE} for all
   * @param threshold similarity in 0..1
   */
  public Optional<Match> find(BandKeys keys, long before, double threshold) {
    return findAll(keys, before, threshold).stream().min(ORDER);
  }

  /** All such documents, in the order of (timestamp, id). */
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
   * Deletes documents for all who open the index from now on, also from segments that are written
   * again or later. They leave the files with the next {@link #compact}.
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
   * Merges segments that follow one another into large ones, without the deleted documents. A
   * merged segment has the order of its last, so only what lies before every open window may be
   * merged. It names those it replaces: whenever this is killed, no document is lost or there
   * twice, and one of them that is written again is not looked at.
   *
   * @param before only segments of a smaller order are merged
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
