package io.millrace.connectors.fetch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchStoreTest {

  private static final FetchResult GONE =
      new FetchResult.Failed(DropReason.NOT_FOUND, "status 404", 404, 1);
  private static final FetchResult BUSY =
      new FetchResult.Failed(DropReason.SERVER_ERROR, "status 503", 503, 3);

  @TempDir Path folder;

  private static FetchResult image(int seed) {
    byte[] body = new byte[seed * 37 % 5000];
    new Random(seed).nextBytes(body);
    return new FetchResult.Fetched(
        body,
        "http://e.com/" + seed,
        "image/ünknown",
        new TreeMap<>(Map.of("etag", "\"" + seed + "\"", "x-robots-tag", "a\nb")),
        seed % 3,
        1 + seed % 4,
        Duration.ofNanos(seed * 1000L));
  }

  private static void same(Optional<FetchResult> found, FetchResult expected) {
    assertThat(found).get().usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void storedResultsReadBackAfterReopening() throws IOException {
    try (FetchStore store = FetchStore.open(folder, false)) {
      assertThat(store.get("http://e.com/1")).isEmpty();
      store.put("http://e.com/1", image(1));
      store.put("http://e.com/2", GONE);
      same(store.get("http://e.com/1"), image(1));
      same(store.get("http://e.com/2"), GONE);
    }
    try (FetchStore store = FetchStore.open(folder, true)) {
      same(store.get("http://e.com/1"), image(1));
      same(store.get("http://e.com/2"), GONE);
      assertThat(store.get("http://e.com/3")).isEmpty();
      assertThat(store.size()).isEqualTo(2);
      assertThat(store.damaged()).isZero();
    }
  }

  @Test
  void temporaryFailuresCanBeDropped() throws IOException {
    try (FetchStore store = FetchStore.open(folder, true)) {
      store.put("u", BUSY);
      same(store.get("u"), BUSY); // within a run they stay
    }
    try (FetchStore store = FetchStore.open(folder, false)) {
      same(store.get("u"), BUSY);
    }
    try (FetchStore store = FetchStore.open(folder, true)) {
      assertThat(store.get("u")).isEmpty();
      store.put("u", image(5));
    }
    try (FetchStore store = FetchStore.open(folder, true)) {
      same(store.get("u"), image(5));
    }
  }

  @Test
  void theLatestResultCounts() throws IOException {
    try (FetchStore store = FetchStore.open(folder, false)) {
      store.put("u", GONE);
      store.put("u", image(3));
      same(store.get("u"), image(3));
      assertThat(store.size()).isEqualTo(1);
    }
    try (FetchStore store = FetchStore.open(folder, false)) {
      same(store.get("u"), image(3));
    }
  }

  @Test
  void filesFollowEachOther() throws IOException {
    try (FetchStore store = FetchStore.open(folder, false, 10_000, true)) {
      for (int i = 0; i < 50; i++) {
        store.put("u" + i, image(i));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count()).isGreaterThan(3);
    }
    try (FetchStore store = FetchStore.open(folder, false)) {
      for (int i = 0; i < 50; i++) {
        same(store.get("u" + i), image(i));
      }
    }
  }

  @Test
  void severalWritersShareAFolder() throws Exception {
    try (FetchStore one = FetchStore.open(folder, false);
        FetchStore two = FetchStore.open(folder, false)) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int first = t * 100;
        FetchStore store = t % 2 == 0 ? one : two;
        done.add(
            threads.submit(
                () -> {
                  for (int i = first; i < first + 100; i++) {
                    store.put("u" + i, image(i));
                    same(store.get("u" + i), image(i));
                  }
                  return null;
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
      threads.shutdown();
    }
    try (FetchStore store = FetchStore.open(folder, false)) {
      assertThat(store.size()).isEqualTo(400);
      for (int i = 0; i < 400; i++) {
        same(store.get("u" + i), image(i));
      }
    }
  }

  /** An interrupt of one thread must not close the files for others. */
  @Test
  void interruptsLeaveItOpen() throws IOException {
    try (FetchStore store = FetchStore.open(folder, false)) {
      Thread.currentThread().interrupt();
      store.put("u", image(9));
      same(store.get("u"), image(9));
      assertThat(Thread.interrupted()).isTrue();
      same(store.get("u"), image(9));
    }
  }

  @Test
  void aClosedStoreRejectsResults() throws IOException {
    FetchStore store = FetchStore.open(folder, false);
    store.close();
    assertThatThrownBy(() -> store.put("u", GONE)).isInstanceOf(IOException.class);
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "x");
    Files.writeString(folder.resolve("fetched-00000.log"), "not one of ours");
    try (FetchStore store = FetchStore.open(folder, false)) {
      assertThat(store.damaged()).isEqualTo(1);
      store.put("u", GONE);
    }
    assertThat(folder.resolve("fetched-00000.log")).hasContent("not one of ours");
    assertThat(folder.resolve("fetched-00001.log")).exists();
  }

  /** After a cut at any byte, earlier records are readable and the store accepts new ones. */
  @Property(tries = 200)
  void aKillLosesOnlyTheRecordBeingWritten(@ForAll @IntRange(max = 1_000_000) int cut)
      throws IOException {
    try (Damaged damaged = new Damaged()) {
      byte[] whole = Files.readAllBytes(damaged.file);
      int length = cut % (whole.length + 1);
      Files.write(damaged.file, java.util.Arrays.copyOf(whole, length));
      long kept = damaged.ends.stream().filter(end -> end <= length).count();
      try (FetchStore store = FetchStore.open(damaged.folder, false, 1 << 20, false)) {
        assertThat(store.size()).isEqualTo((int) kept);
        for (int i = 0; i < Damaged.RECORDS; i++) {
          if (i < kept) {
            same(store.get("u" + i), image(i));
          } else {
            assertThat(store.get("u" + i)).isEmpty();
            store.put("u" + i, image(i + 1));
          }
        }
      }
      try (FetchStore store = FetchStore.open(damaged.folder, false, 1 << 20, false)) {
        for (int i = 0; i < Damaged.RECORDS; i++) {
          same(store.get("u" + i), image(i < kept ? i : i + 1));
        }
      }
    }
  }

  /** A changed byte never gives a result that was not stored. */
  @Property(tries = 200)
  void aDamagedByteNeverGivesAnotherResult(
      @ForAll @IntRange(max = 1_000_000) int where, @ForAll @IntRange(min = 1, max = 255) int flip)
      throws IOException {
    try (Damaged damaged = new Damaged()) {
      byte[] bytes = Files.readAllBytes(damaged.file);
      bytes[where % bytes.length] ^= (byte) flip;
      Files.write(damaged.file, bytes);
      try (FetchStore store = FetchStore.open(damaged.folder, false, 1 << 20, false)) {
        int found = 0;
        for (int i = 0; i < Damaged.RECORDS; i++) {
          Optional<FetchResult> result = store.get("u" + i);
          if (result.isPresent()) {
            same(result, image(i));
            found++;
          }
        }
        assertThat(found).isLessThan(Damaged.RECORDS);
        assertThat(store.damaged()).isPositive();
      }
    }
  }

  /** A copy of a store with a few records. */
  private static final class Damaged implements AutoCloseable {
    static final int RECORDS = 6;
    private static Path original;
    private static List<Long> originalEnds;

    final Path folder = Files.createTempDirectory("fetch-store");
    final Path file = folder.resolve("fetched-00000.log");
    final List<Long> ends;

    Damaged() throws IOException {
      synchronized (Damaged.class) {
        if (original == null) {
          Path made = Files.createTempDirectory("fetch-store");
          made.toFile().deleteOnExit();
          originalEnds = new ArrayList<>();
          original = made.resolve("fetched-00000.log");
          original.toFile().deleteOnExit();
          try (FetchStore store = FetchStore.open(made, false)) {
            for (int i = 0; i < RECORDS; i++) {
              store.put("u" + i, image(i));
              originalEnds.add(Files.size(original));
            }
          }
        }
      }
      ends = originalEnds;
      Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path path : files.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    }
  }
}
