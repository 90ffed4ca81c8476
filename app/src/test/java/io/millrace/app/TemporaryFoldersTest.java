package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed runs left is taken away by the next run, and nothing else is. */
class TemporaryFoldersTest {

  @TempDir private Path parent;
  private final List<String> said = new ArrayList<>();

  private Path folder(String name, int bytes) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name).resolve("flink")).getParent();
    Files.write(folder.resolve("flink/spilled"), new byte[bytes]);
    return folder;
  }

  private Path create() throws IOException {
    return TemporaryFolders.create(parent, said::add);
  }

  @Test
  void aKilledRunsFolderIsRemoved() throws IOException {
    Path left = folder("millrace-17", 3 << 20);
    Files.createFile(left.resolve(TemporaryFolders.LOCK));
    Path own = create();
    assertThat(left).doesNotExist();
    assertThat(own).isDirectory();
    assertThat(said).containsExactly("removed 3 MB that a killed run left in " + left);
    TemporaryFolders.delete(own);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatIsInUseStays() throws IOException {
    Path first = create();
    Path second = create();
    assertThat(first).isDirectory().isNotEqualTo(second);
    assertThat(said).isEmpty();
    TemporaryFolders.delete(first);
    assertThat(first).doesNotExist();
    assertThat(second).isDirectory();
    TemporaryFolders.delete(second);
  }

  @Test
  void whatHasNoLockIsNotOurs() throws IOException {
    Path unlocked = folder("millrace-18", 10);
    Path elsewhere = folder("other-19", 10);
    Files.createFile(elsewhere.resolve(TemporaryFolders.LOCK));
    Path link = Files.createSymbolicLink(parent.resolve("millrace-link"), elsewhere);
    Path file = Files.createFile(parent.resolve("millrace-marks-1.run"));
    TemporaryFolders.delete(create());
    assertThat(unlocked.resolve("flink/spilled")).exists();
    assertThat(elsewhere.resolve("flink/spilled")).exists();
    assertThat(link).isSymbolicLink();
    assertThat(file).exists();
    assertThat(said).isEmpty();
  }

  @Test
  void linksInAFolderAreNotFollowed() throws IOException {
    Path elsewhere = folder("other-20", 10);
    Path left = folder("millrace-20", 10);
    Files.createFile(left.resolve(TemporaryFolders.LOCK));
    Files.createSymbolicLink(left.resolve("link"), elsewhere);
    TemporaryFolders.delete(create());
    assertThat(left).doesNotExist();
    assertThat(elsewhere.resolve("flink/spilled")).exists();
  }

  @Test
  void aLockHeldElsewhereInThisProcessIsRespected() throws IOException {
    Path used = folder("millrace-21", 10);
    Path lock = Files.createFile(used.resolve(TemporaryFolders.LOCK));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      channel.lock();
      TemporaryFolders.delete(create());
      assertThat(used).exists();
    }
  }
}
