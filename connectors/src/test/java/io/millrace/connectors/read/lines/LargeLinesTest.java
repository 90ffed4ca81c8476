package io.millrace.connectors.read.lines;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.connectors.files.LargeRecords;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.InputRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers release the memory of large lines even if the sink fails. */
class LargeLinesTest {

  private static final RecordSink NOTHING =
      new RecordSink() {
        @Override
        public void accept(InputRecord record) {}

        @Override
        public void skip(String kind) {}
      };

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"JSONL", "TEXT", "IMAGE_LIST"})
  void largeLinesReleaseTheirMemory(InputKind kind) throws Exception {
    assertRoomAfter(kind, "text\n" + "x".repeat(2 << 20) + "\n", InputSettings.defaults());
  }

  private void assertRoomAfter(InputKind kind, String content, InputSettings settings)
      throws Exception {
    Path file = Files.writeString(folder.resolve("in.csv"), content);
    ExecutorService reader = Executors.newSingleThreadExecutor();
    reader
        .submit(
            () -> {
              for (Split split : RecordReaders.of(kind, settings).split(file.toString(), 1)) {
                RecordReaders.of(kind, settings).read(split, NOTHING);
              }
              return null;
            })
        .get();
    reader.shutdown();
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              LargeRecords.shared().hold(Integer.MAX_VALUE);
              LargeRecords.shared().release();
            });
    assertThatCode(() -> other.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }
}
