package io.millrace.connectors.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir Path folder;

  private List<String> names(String... globs) throws IOException {
    List<String> all = List.of(globs).stream().map(glob -> folder + "/" + glob).toList();
    return InputFiles.match(all).stream()
        .map(file -> Path.of(file.path()).getFileName() + ":" + file.size())
        .toList();
  }

  private void create(String name, int size) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
  }

  @Test
  void expandsGlobsInOrderEachFileOnce() throws IOException {
    create("b.jsonl", 2);
    create("a.jsonl", 1);
    create("c/d/e.jsonl", 0);
    create("c/f.txt", 4);
    assertThat(names("*.jsonl")).containsExactly("a.jsonl:1", "b.jsonl:2");
    assertThat(names("b.jsonl", "*.jsonl", "**/*.txt"))
        .containsExactly("a.jsonl:1", "b.jsonl:2", "f.txt:4");
    assertThat(names("c/**")).containsExactly("e.jsonl:0", "f.txt:4");
  }

  @Test
  void namesTheGlobThatMatchesNothing() throws IOException {
    create("a.jsonl", 1);
    for (String none : new String[] {"*.warc", "missing.jsonl", "no/such/*"}) {
      assertThatThrownBy(() -> names("*.jsonl", none))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage("no file matches " + folder + "/" + none);
    }
  }

  @Test
  void emptyFilesHaveNoRecords() throws IOException {
    create("empty", 0);
    for (InputKind kind : InputKind.values()) {
      InputSettings settings = InputSettings.of(List.of(folder + "/empty"));
      Collected found = new Collected();
      for (Split split : InputFiles.splits(kind, settings)) {
        RecordReaders.of(kind, settings).read(split, found);
      }
      assertThat(found.records).as(kind.key()).isEmpty();
    }
  }
}
