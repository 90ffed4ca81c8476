package io.millrace.connectors.read.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.InputVariants;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.InputFiles.InputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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
  void aLinkThatLeadsNowhereIsNamed() throws IOException {
    create("a/b.jsonl", 1);
    Path link = folder.resolve("a/c.jsonl");
    for (String target : new String[] {"gone", "c.jsonl"}) {
      Files.createSymbolicLink(link, Path.of(target));
      for (String glob : new String[] {"**", "**/*.jsonl", "a/*", "{a,b}/*.jsonl"}) {
        assertThatThrownBy(() -> names(glob))
            .isInstanceOf(FileNotFoundException.class)
            .hasMessage(link + " is a symbolic link that leads to no file");
      }
      assertThat(names("a/b*")).containsExactly("b.jsonl:1");
      Files.delete(link);
    }
    Files.createSymbolicLink(link, Path.of("b.jsonl"));
    assertThat(names("**")).containsExactly("b.jsonl:1", "c.jsonl:1");
  }

  @Test
  void aLinkToAFolderAboveIsNamed() throws IOException {
    create("a/b.jsonl", 1);
    create("x.jsonl", 2);
    Path loop = Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    for (String glob : new String[] {"**", "*/*/*", "**/*.jsonl"}) {
      assertThatThrownBy(() -> names(glob))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage(loop + " is a symbolic link to a folder above it");
    }
    assertThat(names("*.jsonl")).containsExactly("x.jsonl:2");
  }

  @Test
  void aFolderThatCannotBeReadIsNamed() throws IOException {
    create("a/b.jsonl", 1);
    create("a/closed/c.jsonl", 2);
    Path closed = folder.resolve("a/closed");
    AccessDeniedException denied = new AccessDeniedException(closed.toString());
    for (String glob :
        new String[] {
          "**", "a/**", "a/*/*.jsonl", "*/closed/c.*", "{a,b}/*/c*", "{a/closed,b}/c*"
        }) {
      assertThatThrownBy(() -> LocalFolders.of(folder + "/" + glob).visitFileFailed(closed, denied))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage(closed + " cannot be read: AccessDeniedException");
    }
    for (String glob : new String[] {"*", "a/*.jsonl", "a/o*/*"}) {
      LocalFolders.of(folder + "/" + glob).visitFileFailed(closed, denied);
    }
    Path file = closed.resolve("c.jsonl");
    for (String glob : new String[] {"**", "a/closed/*.jsonl", "a/*/c*"}) {
      assertThatThrownBy(() -> LocalFolders.of(folder + "/" + glob).visitFileFailed(file, denied))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage(file + " cannot be read: AccessDeniedException");
    }
    LocalFolders.of(folder + "/a/closed/*.txt").visitFileFailed(file, denied);
    assertThat(LocalFolders.of("s3://bucket/**")).isNull();
    assertThat(LocalFolders.of("https://example.org/a*b")).isNull();
    assertThat(LocalFolders.of(closed + "/c.jsonl")).isNull();
  }

  @Test
  void aFileWhoseNameLooksLikeAPatternIsRead() throws IOException {
    create("part[.jsonl", 1);
    create("a{b/x*.jsonl", 2);
    assertThat(names("part[.jsonl")).containsExactly("part[.jsonl:1");
    assertThat(names("a{b/x*.jsonl")).containsExactly("x*.jsonl:2");
    assertThatThrownBy(() -> names("other[.jsonl"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageStartingWith(
            "no file " + folder + "/other[.jsonl, and it is not a valid pattern");
  }

  @Test
  void repeatedSlashesCountAsOne() throws IOException {
    create("a/b/x.jsonl", 1);
    assertThat(names("a/*//x.jsonl")).containsExactly("x.jsonl:1");
    Path link = Files.createSymbolicLink(folder.resolve("a/b/y.jsonl"), Path.of("gone"));
    assertThatThrownBy(() -> names("a/*//*.jsonl"))
        .hasMessage(link + " is a symbolic link that leads to no file");
  }

  /** No encoding represents the character NUL in a name. */
  @Test
  void rejectsUnrepresentablePatterns() {
    for (String glob : new String[] {"\0*", "\0/*.jsonl", "*/\0.jsonl"}) {
      assertThatThrownBy(() -> names(glob))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining(": this file name cannot be read in the encoding ");
    }
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    create("a.jsonl", 5);
    InputFile found = InputFiles.match(List.of(folder + "/*")).get(0);
    InputFiles.checkStillWhole(found);
    create("a.jsonl", 4);
    assertThatThrownBy(() -> InputFiles.checkStillWhole(found))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + "/a.jsonl was cut while it was read: from 5 to 4 bytes");
  }

  /** A file name in Latin-1, as in old archives, which no Java string represents. */
  @Test
  void unrepresentableNamesAreErrors() throws Exception {
    create("a.jsonl", 1);
    create("deep/b.jsonl", 1);
    String latin = "printf x >\"$(printf 'deep/gr\\366sse.jsonl')\"";
    Process shell = new ProcessBuilder("sh", "-c", latin).directory(folder.toFile()).start();
    assertThat(shell.waitFor()).isZero();
    for (String glob : new String[] {"deep/*.jsonl", "**/*.jsonl", "*/*"}) {
      assertThatThrownBy(() -> names(glob))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining(folder + "/deep/gr")
          .hasMessageContaining("sse.jsonl: this file name cannot be read in the encoding ");
    }
    assertThat(names("*.jsonl")).containsExactly("a.jsonl:1");
    assertThat(names("deep/b*")).containsExactly("b.jsonl:1");
  }

  private static List<String> cut(String base, String... paths) throws IOException {
    InputSettings settings = InputVariants.withBase(InputSettings.of(List.of(paths)), base);
    return InputFiles.cut(InputKind.JSONL, settings).stream()
        .map(each -> Path.of(each.file().path()).getFileName() + ":" + each.splits().size())
        .toList();
  }

  @Test
  void listsReplacePaths() throws IOException {
    create("a.jsonl", 1);
    create("b.jsonl", 2);
    create("c/d.jsonl", 3);
    String lines = "\ufeff# of this crawl\nb.jsonl\r\n\n  c/*.jsonl \n" + folder + "/a.jsonl";
    Path list = Files.writeString(folder.resolve("paths"), lines);
    assertThat(cut(folder + "/", "@" + list))
        .containsExactly("a.jsonl:1", "b.jsonl:1", "d.jsonl:1");
    assertThat(cut("", folder + "/b.jsonl", folder + "/a.jsonl"))
        .containsExactly("a.jsonl:1", "b.jsonl:1");
    Files.writeString(folder.resolve("paths-2"), "b.jsonl\na.jsonl\n");
    assertThat(cut(folder + "/", "@" + folder + "/paths-*"))
        .containsExactly("a.jsonl:1", "b.jsonl:1");
    Path packed = folder.resolve("paths.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("b.jsonl\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(cut(folder + "/", "@" + packed, folder + "/a.jsonl"))
        .containsExactly("a.jsonl:1", "b.jsonl:1");
  }

  @Test
  void uselessListsAreNamed() throws IOException {
    Path list = folder.resolve("paths");
    assertThatThrownBy(() -> cut("", "@" + list)).hasMessage("no list " + list);
    Files.writeString(list, "# nothing\n\n");
    assertThatThrownBy(() -> cut("", "@" + list)).hasMessage("the list " + list + " names no file");
    Files.writeString(list, "x".repeat(9_000) + "\n");
    assertThatThrownBy(() -> cut("", "@" + list))
        .hasMessage("the list " + list + " has more than 8192 bytes a line");
    Files.writeString(list, "none.jsonl\n");
    assertThatThrownBy(() -> cut(folder + "/", "@" + list))
        .hasMessage("no file matches " + folder + "/none.jsonl");
    assertThatThrownBy(() -> cut("foo://x/", "@" + list))
        .hasMessage("no file system for foo://x/none.jsonl");
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
