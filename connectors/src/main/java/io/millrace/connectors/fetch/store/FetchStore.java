package io.millrace.connectors.fetch.store;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.Hash128;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stores results of fetching in a folder, so that a restarted run fetches nothing twice. Records
 * are appended to files ({@code fetched-00000.log}, ...) and have checksums. Each process writes to
 * its own files, so several processes may share the folder; results of other processes are visible
 * only after reopening. Memory holds the position of each result, not the result.
 *
 * <p>A killed process loses at most its last record; a crash of the machine loses what was not on
 * disk. A damaged record counts as not stored. Thread-safe.
 */
public final class FetchStore implements Closeable {

  private static final Pattern NAME = Pattern.compile("fetched-(\\d{5,9})\\.log");
  private static final byte[] FILE_MAGIC = {'m', 'r', 'f', 'e', 't', 'c', 'h', '1'};

  /** Size in bytes after which a new file is started. */
  private static final long FILE_BYTES = 4L << 30;

  private static final int OFFSET_BITS = 40;

  private final Path folder;
  private final boolean retryTemporary;
  private final long fileBytes;
  private final boolean sync;
  private final KeyIndex index = new KeyIndex();
  private final List<StoreFile> files = new ArrayList<>();
  private final AtomicLong damaged = new AtomicLong();
  private int nextNumber;
  private int written = -1;
  private long end;
  private boolean closed;

  private FetchStore(Path folder, boolean retryTemporary, long fileBytes, boolean sync) {
    this.folder = folder;
    this.retryTemporary = retryTemporary;
    this.fileBytes = fileBytes;
    this.sync = sync;
  }

  /**
   * Opens a folder, which is created if missing.
   *
   * @param retryTemporary whether temporary failures of earlier runs (no connection, time-outs,
   *     5xx, ...) count as not stored; failures of this run are kept
   */
  public static FetchStore open(Path folder, boolean retryTemporary) throws IOException {
    return open(folder, retryTemporary, FILE_BYTES, true);
  }

  static FetchStore open(Path folder, boolean retryTemporary, long fileBytes, boolean sync)
      throws IOException {
    Files.createDirectories(folder);
    FetchStore store = new FetchStore(folder, retryTemporary, fileBytes, sync);
    try {
      store.readFiles();
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
    return store;
  }

  private void readFiles() throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.list(folder)) {
      found =
          all.filter(path -> NAME.matcher(path.getFileName().toString()).matches())
              .sorted((a, b) -> Integer.compare(number(a), number(b)))
              .toList();
    }
    for (Path path : found) {
      nextNumber = number(path) + 1;
      StoreFile file = StoreFile.open(path);
      files.add(file);
      readHeads(files.size() - 1, file);
    }
  }

  private static int number(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }

  private void readHeads(int number, StoreFile file) throws IOException {
    long size = file.size();
    long at = FILE_MAGIC.length;
    byte[] magic = new byte[FILE_MAGIC.length];
    if (!file.read(0, magic) || !Arrays.equals(magic, FILE_MAGIC)) {
      if (size > 0) {
        damaged.incrementAndGet();
      }
      return;
    }
    while (at < size) {
      RecordHead head = RecordHead.read(file, at);
      if (head == null || at + RecordHead.BYTES + head.length() > size) {
        damaged.incrementAndGet(); // last record of a killed process
        return;
      }
      if (!retryTemporary || head.kind() != StoredResult.FAILED_FOR_NOW) {
        index.put(head.high(), head.low(), place(number, at));
      }
      at += RecordHead.BYTES + head.length();
    }
  }

  private static long place(int number, long offset) {
    return (long) number << OFFSET_BITS | offset;
  }

  /** The stored result of an address; empty when there is none or it cannot be read. */
  public Optional<FetchResult> get(String url) throws IOException {
    Hash128 key = Hash128.of(url);
    StoreFile file;
    long offset;
    synchronized (this) {
      long place = index.get(key.high(), key.low());
      if (place < 0) {
        return Optional.empty();
      }
      file = files.get((int) (place >>> OFFSET_BITS));
      offset = place & (1L << OFFSET_BITS) - 1;
    }
    RecordHead head = RecordHead.read(file, offset);
    if (head != null && head.high() == key.high() && head.low() == key.low()) {
      byte[] payload = new byte[head.length()];
      if (file.read(offset + RecordHead.BYTES, payload)
          && RecordHead.checksum(payload) == head.checksum()) {
        Optional<FetchResult> result = StoredResult.decode(head.kind(), payload);
        if (result.isPresent()) {
          return result;
        }
      }
    }
    damaged.incrementAndGet();
    return Optional.empty();
  }

  /** Whether a result is stored; it may still be unreadable. */
  public synchronized boolean contains(String url) {
    Hash128 key = Hash128.of(url);
    return index.get(key.high(), key.low()) >= 0;
  }

  /** Stores a result; a later result for the same address replaces it. */
  public void put(String url, FetchResult result) throws IOException {
    byte[] payload = StoredResult.encode(result);
    Hash128 key = Hash128.of(url);
    RecordHead head =
        new RecordHead(
            StoredResult.kind(result),
            key.high(),
            key.low(),
            payload.length,
            RecordHead.checksum(payload));
    synchronized (this) {
      if (closed) {
        throw new IOException("the store is closed");
      }
      if (written < 0 || end >= fileBytes) {
        nextFile();
      }
      try {
        ByteBuffer whole = ByteBuffer.allocate(RecordHead.BYTES + payload.length);
        head.write(whole);
        whole.put(payload);
        files.get(written).write(end, whole.array());
      } catch (IOException e) {
        written = -1; // a partial record may be written, so nothing may follow it
        throw e;
      }
      index.put(key.high(), key.low(), place(written, end));
      end += RecordHead.BYTES + payload.length;
    }
  }

  private void nextFile() throws IOException {
    if (written >= 0 && sync) {
      files.get(written).force();
    }
    written = -1;
    while (true) {
      Path path = folder.resolve(String.format(Locale.ROOT, "fetched-%05d.log", nextNumber++));
      try {
        StoreFile file = StoreFile.create(path);
        files.add(file);
        file.write(0, FILE_MAGIC);
        written = files.size() - 1;
        end = FILE_MAGIC.length;
        return;
      } catch (FileAlreadyExistsException e) {
        // another process has created this file
      }
    }
  }

  public synchronized int size() {
    return index.size();
  }

  /** Number of unreadable records and file ends so far. */
  public long damaged() {
    return damaged.get();
  }

  @Override
  public synchronized void close() throws IOException {
    if (written >= 0 && sync) {
      files.get(written).force();
    }
    written = -1;
    closed = true;
    for (StoreFile file : files) {
      file.close();
    }
  }
}
