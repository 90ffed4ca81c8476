package io.millrace.dedup;

import it.unimi.dsi.fastutil.objects.ObjectHeapPriorityQueue;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes sorted runs of marks to temporary files and merges them. Closing deletes the files. */
final class SpilledRuns implements Closeable {

  /** Most files open at a time. */
  static final int FAN_IN = 64;

  private static final int WRITE_BUFFER = 1 << 16;

  private final int sketchLength;
  private final Path directory;
  private final List<Path> runs = new ArrayList<>();

  SpilledRuns(int sketchLength, Path directory) {
    this.sketchLength = sketchLength;
    this.directory = directory;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Writes the marks of a source as a new run. */
  void write(Source source) throws IOException {
    Path file = Files.createTempFile(directory, "millrace-marks-", ".run");
    runs.add(file);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), WRITE_BUFFER)) {
      source.forEach((bytes, at) -> out.write(bytes, at, length(bytes, at)));
    }
  }

  private int length(byte[] bytes, int at) {
    return MarkLayout.length(bytes, at, sketchLength);
  }

  /** Visits the marks of all runs in order. */
  void merge(MarkVisitor visitor) throws IOException {
    while (runs.size() > FAN_IN) {
      // merge the oldest runs and append the result, so that all marks are rewritten equally often
      List<Path> oldest = List.copyOf(runs.subList(0, FAN_IN));
      write(to -> merge(oldest, to));
      for (Path run : oldest) {
        Files.delete(run);
      }
      runs.subList(0, FAN_IN).clear();
    }
    merge(runs, visitor);
  }

  private void merge(List<Path> files, MarkVisitor visitor) throws IOException {
    List<RunReader> readers = new ArrayList<>();
    try {
      ObjectHeapPriorityQueue<RunReader> queue = new ObjectHeapPriorityQueue<>(byCurrentMark());
      for (Path file : files) {
        RunReader reader = new RunReader(file, sketchLength);
        readers.add(reader);
        if (reader.next()) {
          queue.enqueue(reader);
        }
      }
      while (!queue.isEmpty()) {
        RunReader least = queue.first();
        visitor.visit(least.bytes(), least.at());
        if (least.next()) {
          queue.changed();
        } else {
          queue.dequeue();
        }
      }
    } finally {
      for (RunReader reader : readers) {
        reader.close();
      }
    }
  }

  private Comparator<RunReader> byCurrentMark() {
    return (left, right) ->
        MarkLayout.compare(left.bytes(), left.at(), right.bytes(), right.at(), sketchLength);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Path run : runs) {
      try {
        Files.deleteIfExists(run);
      } catch (IOException notDeleted) {
        failure = notDeleted;
      }
    }
    runs.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /** Passes sorted marks to a visitor. */
  @FunctionalInterface
  interface Source {
    void forEach(MarkVisitor visitor) throws IOException;
  }
}
