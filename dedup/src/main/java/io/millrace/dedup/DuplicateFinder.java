package io.millrace.dedup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds the documents of one partition that repeat a smaller one, in the order of (timestamp, id).
 *
 * <p>Of documents with the same URL or text key, all but the smallest are found. A document is
 * found by a band when a smaller one has the same band key and their sketches are similar from the
 * threshold on; only leaders are compared with, that is, documents that were not found in this
 * group themselves, and of those the smallest up to a bound. The smallest that fits is named. Marks
 * of one id are one document and never find each other.
 *
 * <p>The result, its order included, depends on neither the order of the blocks and of the marks
 * nor on the memory. Marks that do not fit are sorted part by part into temporary files, which
 * {@link #close} and any failure delete. Time is that of the sort, and at most (marks x leaders).
 *
 * <p>Use: {@link #add} every block, then {@link #find} once, then {@link #close}. Not safe for use
 * by several threads.
 */
public final class DuplicateFinder implements Closeable {

  /** Memory for marks that suits a partition of a few million marks. */
  public static final long DEFAULT_MEMORY = 64L << 20;

  private final Likeness likeness;
  private final int sketchLength;
  private final SpilledRuns spilled;
  private MarkBuffer buffer;

  /**
   * @param settings threshold, leaders, and the length of sketches of the blocks to come
   * @param sketchLength bytes of a sketch in the blocks, {@link MinHashSettings#permutations}; 0
   *     when no mark is of a band
   * @param memoryBytes bound on the memory for marks; at least 256 KiB are used. Groups and merges
   *     take up to 5 MiB more
   * @param directory an existing one for temporary files; used only when memory does not suffice
   */
  public DuplicateFinder(
      MinHashSettings settings, int sketchLength, long memoryBytes, Path directory) {
    this(Likeness.of(settings, sketchLength), sketchLength, memoryBytes, directory);
  }

  private DuplicateFinder(Likeness likeness, int sketchLength, long memoryBytes, Path directory) {
    this.likeness = likeness;
    this.sketchLength = sketchLength;
    this.buffer = new MarkBuffer(sketchLength, memoryBytes);
    this.spilled = new SpilledRuns(sketchLength, directory);
  }

  /**
   * A finder for the marks of {@link HashKeys}; memory and directory mean what they do for texts.
   *
   * @param leaders items of a group that later ones are compared with
   * @param distance bits of 64 in which the first hashes of near items may differ
   * @param secondDistance bits of 64 in which their second hashes may differ
   */
  public static DuplicateFinder ofHashes(
      int leaders, int distance, int secondDistance, long memoryBytes, Path directory) {
    return new DuplicateFinder(
        Likeness.ofHashes(leaders, distance, secondDistance),
        HashKeys.SKETCH,
        memoryBytes,
        directory);
  }

  /**
   * Adds the marks of one block, which is not held on to.
   *
   * @throws IllegalArgumentException when it is no block, or its sketches have another length
   * @throws IOException when a temporary file cannot be written
   */
  public void add(byte[] block) throws IOException {
    try {
      addMarks(block);
    } catch (IOException | RuntimeException | Error failure) {
      closeAfter(failure);
      throw failure;
    }
  }

  private void addMarks(byte[] block) throws IOException {
    MarkCursor marks = new MarkCursor(block);
    if (marks.sketchLength() != sketchLength) {
      throw new IllegalArgumentException(
          "sketches of the block have "
              + marks.sketchLength()
              + " bytes, must have "
              + sketchLength);
    }
    while (marks.next()) {
      if (!buffer.add(block, marks.offset(), marks.length())) {
        spill();
        if (!buffer.add(block, marks.offset(), marks.length())) {
          throw new IllegalStateException("an empty buffer has no room for a mark");
        }
      }
    }
  }

  private void spill() throws IOException {
    spilled.write(buffer::forEachSorted);
    buffer.clear();
  }

  /**
   * Tells all findings, ordered by key, kind, and (timestamp, id) of the document found.
   *
   * @throws IOException when a temporary file cannot be read or written
   */
  public void find(Consumer<DuplicateMark> found) throws IOException {
    try {
      GroupWalker walker = new GroupWalker(likeness, sketchLength, found);
      if (spilled.isEmpty()) {
        buffer.forEachSorted(walker);
      } else {
        spill();
        buffer = new MarkBuffer(sketchLength, 0);
        spilled.merge(walker);
      }
    } catch (IOException | RuntimeException | Error failure) {
      closeAfter(failure);
      throw failure;
    }
  }

  /** Deletes the temporary files; the failure in hand matters more than one of deleting. */
  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException notDeleted) {
      failure.addSuppressed(notDeleted);
    }
  }

  /** Deletes the temporary files and lets go of the memory. */
  @Override
  public void close() throws IOException {
    buffer = new MarkBuffer(sketchLength, 0);
    spilled.close();
  }
}
