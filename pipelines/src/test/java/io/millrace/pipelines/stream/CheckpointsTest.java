package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  @TempDir private Path folder;

  private void complete(String name, String time) throws IOException {
    Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
    Files.createFile(metadata);
    Files.setLastModifiedTime(metadata, FileTime.from(Instant.parse(time)));
  }

  @Test
  void findsTheNewestCompleteCheckpointAndForgetsAll() throws IOException {
    assertThat(Checkpoints.newest(folder.toString())).isEmpty();
    complete("a1/chk-9", "2026-01-01T00:00:00Z");
    complete("b2/chk-1", "2026-01-01T00:05:00Z");
    Files.createDirectories(folder.resolve("b2/chk-2"));
    assertThat(Checkpoints.newest(folder.toString()))
        .contains("file://" + folder.resolve("b2/chk-1"));
    complete("savepoint-b2-77", "2026-01-01T00:06:00Z");
    assertThat(Checkpoints.newest(folder + "/"))
        .contains("file://" + folder.resolve("savepoint-b2-77"));
    Checkpoints.forget(folder.toString());
    assertThat(Checkpoints.newest(folder.toString())).isEmpty();
    assertThat(folder.resolve("b2/chk-1")).exists();
  }
}
