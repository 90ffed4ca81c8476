package io.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run deletes the folders of killed runs and nothing else. */
class TemporaryFoldersTest {

  @TempDir private Path parent;

  private Path folder(String name, int bytes) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name).resolve("flink")).getParent();
    Files.write(folder.resolve("flink/spilled"), new byte[bytes]);
    return folder;
  }

  private Path create() throws IOException {
    return TemporaryFolders.create(parent);
  }

  @Test
  void folderOfAKilledRunIsRemoved() throws IOException {
    Path left = folder("millrace-17", 10);
    Files.createFile(left.resolve(TemporaryFolders.LOCK));
    Path own = create();
    assertThat(left).doesNotExist();
    assertThat(own).isDirectory();
    TemporaryFolders.delete(own);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void foldersInUseStay() throws IOException {
    Path first = create();
    Path second = create();
    assertThat(first).isDirectory().isNotEqualTo(second);
    TemporaryFolders.delete(first);
    assertThat(first).doesNotExist();
    assertThat(second).isDirectory();
    TemporaryFolders.delete(second);
  }

  @Test
  void foldersWithoutLockFileStay() throws IOException {
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
  void lockElsewhereInThisProcessIsRespected() throws IOException {
    Path used = folder("millrace-21", 10);
    Path lock = Files.createFile(used.resolve(TemporaryFolders.LOCK));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      channel.lock();
      TemporaryFolders.delete(create());
      assertThat(used).exists();
    }
  }
}
