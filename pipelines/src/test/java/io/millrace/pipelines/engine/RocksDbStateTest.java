package io.millrace.pipelines.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class RocksDbStateTest {

  /** A checkpoint flushes, and each flush adds an entry to the manifest. */
  private static final int FLUSHES = 1_000;

  @TempDir private Path folder;

  @Test
  void manifestDoesNotGrowWithTheNumberOfCheckpoints() throws Exception {
    RocksDB.loadLibrary();
    List<AutoCloseable> opened = new ArrayList<>();
    DBOptions made =
        new RocksDbState.ShortManifests()
            .createDBOptions(new DBOptions().setCreateIfMissing(true), opened);
    try (Options options = new Options(made, new org.rocksdb.ColumnFamilyOptions());
        RocksDB database = RocksDB.open(options, folder.toString());
        FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      for (int i = 0; i < FLUSHES; i++) {
        database.put(bytes("window-" + i % 10), bytes("names " + i));
        database.flush(flush);
      }
      assertThat(manifestBytes()).isPositive().isLessThan(2 * RocksDbState.MANIFEST_BYTES);
    }
  }

  private long manifestBytes() throws Exception {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += file.getFileName().toString().startsWith("MANIFEST") ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
