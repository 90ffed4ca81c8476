package io.millrace.dedup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds the documents of one partition that duplicate a smaller document, in the order of
 * (timestamp, id).
 *
 * <p>Of the documents with the same URL key or text key, all but the smallest are duplicates. A
 * document is a near duplicate when a smaller document has the same band key and the similarity of
 * their sketches is at least the threshold. It is compared only with the leaders of its group: the
 * smallest documents, up to a bound, that are no duplicates in this group themselves. The finding
 * names the smallest leader that matches. Marks with the same id belong to the same document and
 * are never compared.
 *
 * <p>The result and its order do not depend on the order of blocks and marks, nor on the memory.
 * Marks that do not fit into memory are sorted in parts and written to temporary files, which
 * {@link #close} and any failure delete. The time is that of the sort plus at most (marks x
 * leaders) comparisons.
 *
 * <p>Use: {@link #add} every block, then {@link #find} once, then {@link #close}. Not thread-safe.
 */
public final class DuplicateFinder implements Closeable {

  /** Bytes of memory that suit a partition of a few million marks. */
  public static final long DEFAULT_MEMORY = 64L << 20;

  private final Likeness likeness;
  private final int sketchLength;
  private final SpilledRuns spilled;
  private MarkBuffer buffer;

  /**
   * @param settings threshold and number of leaders
   * @param sketchLength bytes of a sketch in the blocks, {@link MinHashSettings#permutations}; 0
   *     without marks of bands
   * @param memoryBytes bound on the memory for marks, at least 256 KiB; groups and merges take up
   *     to 5 MiB more
   * @param directory existing folder for temporary files; used only when the memory is exceeded
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
   * A finder for the marks of {@link HashKeys}; memory and directory as for texts.
   *
   * @param leaders items of a group that later ones are compared with
   * @param distance bits of 64 in which the first hashes of near duplicates may differ
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
   * Copies the marks of a block.
   *
   * @throws IllegalArgumentException when the bytes are not a block or its sketches have another
   *     length
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
   * Passes on all findings, in the order of key, kind, and (timestamp, id) of the duplicate.
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

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException notDeleted) {
      failure.addSuppressed(notDeleted);
    }
  }

  /** Deletes the temporary files and releases the memory. */
  @Override
  public void close() throws IOException {
    buffer = new MarkBuffer(sketchLength, 0);
    spilled.close();
  }
}
