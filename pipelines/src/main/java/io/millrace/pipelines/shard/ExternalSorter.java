package io.millrace.pipelines.shard;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Sorts byte arrays in unsigned order in bounded memory: writes sorted runs to temporary files and
 * merges them. Keeps equal arrays.
 */
public final class ExternalSorter implements Closeable {

  /** Memory of an array besides its content: header, reference, alignment. */
  private static final int OVERHEAD = 32;

  /** Most runs that are merged at once, to bound open files and buffers. */
  private static final int FAN_IN = 64;

  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final long memory;
  private final List<byte[]> buffer = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private final List<Closeable> open = new ArrayList<>();
  private long buffered;

  /**
   * @param directory folder of the temporary files, which {@link #close} deletes
   * @param memory bytes to hold before a run is written
   */
  public ExternalSorter(Path directory, long memory) {
    this.directory = directory;
    this.memory = memory;
  }

  public void add(byte[] item) throws IOException {
    buffer.add(item);
    buffered += item.length + OVERHEAD;
    if (buffered >= memory) {
      spill();
    }
  }

  /** All items in order. Call it after the last {@link #add}; it can be called several times. */
  public Iterator<byte[]> sorted() throws IOException {
    if (runs.isEmpty()) {
      buffer.sort(Arrays::compareUnsigned);
      return buffer.iterator();
    }
    if (!buffer.isEmpty()) {
      spill();
    }
    while (runs.size() > FAN_IN) {
      List<Path> oldest = new ArrayList<>(runs.subList(0, FAN_IN));
      runs.subList(0, FAN_IN).clear();
      runs.add(writeRun(merge(oldest)));
      closeOpen();
      for (Path run : oldest) {
        Files.delete(run);
      }
    }
    return merge(runs);
  }

  private void spill() throws IOException {
    buffer.sort(Arrays::compareUnsigned);
    runs.add(writeRun(buffer.iterator()));
    buffer.clear();
    buffered = 0;
  }

  private Path writeRun(Iterator<byte[]> items) throws IOException {
    Path run = Files.createTempFile(directory, "sort-", ".run");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER))) {
      while (items.hasNext()) {
        byte[] item = items.next();
        out.writeInt(item.length);
        out.write(item);
      }
      out.writeInt(-1);
    }
    return run;
  }

  private Iterator<byte[]> merge(List<Path> sources) throws IOException {
    PriorityQueue<Run> heads =
        new PriorityQueue<>(
            Comparator.<Run, byte[]>comparing(run -> run.head, Arrays::compareUnsigned));
    for (Path source : sources) {
      Run run = new Run(source);
      open.add(run);
      if (run.head != null) {
        heads.add(run);
      }
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !heads.isEmpty();
      }

      @Override
      public byte[] next() {
        Run first = heads.poll();
        if (first == null) {
          throw new NoSuchElementException();
        }
        byte[] item = first.head;
        first.advance();
        if (first.head != null) {
          heads.add(first);
        }
        return item;
      }
    };
  }

  private void closeOpen() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    closeOpen();
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
    buffer.clear();
  }

  private static final class Run implements Closeable {
    private final DataInputStream in;
    private byte[] head;

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      advance();
    }

    void advance() {
      try {
        int length = in.readInt();
        head = length < 0 ? null : in.readNBytes(length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
