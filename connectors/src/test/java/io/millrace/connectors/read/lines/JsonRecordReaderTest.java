package io.millrace.connectors.read.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.InputVariants;
import io.millrace.connectors.read.files.Collected;
import io.millrace.connectors.read.warc.WarcFiles;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRecordReaderTest {

  private static final InputSettings JSONL = InputSettings.defaults();

  @TempDir Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Collected read(String... lines) throws IOException {
    return Collected.of(
        InputKind.JSONL, JSONL, folder.resolve("a.jsonl"), utf8(String.join("\n", lines)));
  }

  private static String line(int number) {
    return "{\"id\": " + number + ", \"text\": \"Satz " + number + " über Öl\"}\n";
  }

  private static String lines(int from, int to) {
    return String.join("", IntStream.rangeClosed(from, to).mapToObj(i -> line(i)).toList());
  }

  private static List<String> texts(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "Satz " + i + " über Öl").toList();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  @Test
  void recognisesDolma() throws IOException {
    Document found =
        read("{\"id\": \"x1\", \"text\": \"Hello\", \"source\": \"cc\", \"added\": \"2023-01-02\","
                + " \"created\": \"2020-05-06T07:08:09.000Z\", \"metadata\": {\"url\":"
                + " \"http://a.org/\", \"length\": 5, \"tags\": [1, \"b\"], \"none\": null}}")
            .documents()
            .get(0);
    assertThat(found)
        .isEqualTo(
            new Document(
                RecordId.ofOwn("x1"),
                "Hello",
                "http://a.org/",
                "2020-05-06T07:08:09Z",
                "cc",
                "",
                0,
                new TreeMap<>(
                    java.util.Map.of("added", "2023-01-02", "length", "5", "tags", "[1,\"b\"]"))));
  }

  @Test
  void recognisesFineWeb() throws IOException {
    Document found =
        read("{\"text\": \"Hi\", \"id\": \"<urn:uuid:1>\", \"dump\": \"CC-MAIN-2013-20\", \"url\":"
                + " \"http://b.org/\", \"date\": \"2013-05-18T10:42:00Z\", \"language\": \"en\","
                + " \"language_score\": 0.97}")
            .documents()
            .get(0);
    assertThat(found.id()).isEqualTo(RecordId.ofOwn("urn:uuid:1"));
    assertThat(found.url()).isEqualTo("http://b.org/");
    assertThat(found.timestamp()).isEqualTo("2013-05-18T10:42:00Z");
    assertThat(found.language()).isEqualTo("en");
    assertThat(found.languageScore()).isEqualTo(0.97);
    assertThat(found.metadata())
        .isEqualTo(java.util.Map.of("dump", "CC-MAIN-2013-20", "declared_language", "en"));
  }

  @Test
  void continuesAfterBadLines() throws IOException {
    byte[] bytes =
        joined(
            utf8("\ufeff{\"text\": \"one\"}\r\n\n  \n[1]\n{\"text\": \"cut\n{\"text\": 5.0, \"a\""),
            utf8(": {}}\n{\"title\": \"x\"}\n{\"text\": [\"a\"]}\n" + "[".repeat(5000) + "\n"),
            utf8("{\"text\": \"\\ud800x\"}\n{\"text\": \"bad "),
            new byte[] {(byte) 0xc3, '"', '}', '\n'},
            utf8("{\"text\": \"two\"} {}\n{\"text\": \"three\"}"));
    Collected found = Collected.of(InputKind.JSONL, JSONL, folder.resolve("a.jsonl"), bytes);
    assertThat(found.texts()).containsExactly("one", "5.0", "\ufffdx", "three");
    assertThat(found.unreadable())
        .extracting(UnreadableRecord::failure)
        .containsExactly(
            FailReason.DAMAGED_JSON,
            FailReason.DAMAGED_JSON,
            FailReason.MISSING_TEXT,
            FailReason.MISSING_TEXT,
            FailReason.DAMAGED_JSON,
            FailReason.BAD_ENCODING,
            FailReason.DAMAGED_JSON);
  }

  @Test
  void everySplitSizeGivesEachLineOnce() throws IOException {
    byte[] bytes = utf8(lines(1, 12) + "\n\r\n" + lines(13, 15).strip());
    for (int size = 1; size <= bytes.length + 1; size++) {
      Collected found =
          Collected.of(
              InputKind.JSONL,
              InputVariants.withSplitBytes(JSONL, size),
              folder.resolve("a.jsonl"),
              bytes);
      assertThat(found.texts()).as("splits of %d bytes", size).isEqualTo(texts(1, 15));
      assertThat(found.unreadable()).isEmpty();
    }
  }

  @Test
  void readsGzipMembersAndZstdFrames() throws IOException {
    byte[] gzip =
        joined(WarcFiles.gzipWhole(utf8(lines(1, 4))), WarcFiles.gzipWhole(utf8(lines(5, 9))));
    byte[] zstd = joined(Zstd.compress(utf8(lines(1, 4))), Zstd.compress(utf8(lines(5, 9))));
    for (byte[] bytes : List.of(gzip, zstd, joined(gzip, new byte[512]))) {
      Collected found = Collected.of(InputKind.JSONL, JSONL, folder.resolve("a.jsonl.x"), bytes);
      assertThat(found.texts()).isEqualTo(texts(1, 9));
      assertThat(found.unreadable()).isEmpty();
    }
  }

  /** A frame states its window; the window of {@code zstd --long} is accepted. */
  @Test
  void readsZstdWindowsOf128MiBAndNoLarger() throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(frame).setLong(27)) {
      out.write(utf8(lines(1, 2)));
      out.flush(); // now the frame has to say a window, not knowing how long it will be
      out.write(utf8(lines(3, 3)));
    }
    byte[] bytes = frame.toByteArray();
    Path file = folder.resolve("a.zst");
    assertThat(Collected.of(InputKind.JSONL, JSONL, file, bytes).texts()).isEqualTo(texts(1, 3));
    assertThat(bytes[5] >>> 3 & 31).isEqualTo(27 - 10); // RFC 8878, 3.1.1.1.2
    bytes[5] = (byte) (28 - 10 << 3);
    Collected found = Collected.of(InputKind.JSONL, JSONL, file, bytes);
    assertThat(found.texts()).isEmpty();
    assertThat(found.unreadable())
        .extracting(UnreadableRecord::failure)
        .containsExactly(FailReason.DAMAGED_COMPRESSION);
  }

  @Test
  void continuesWithTheNextMemberAfterDamage() throws IOException {
    byte[] gzip = WarcFiles.gzipWhole(utf8(lines(4, 6)));
    byte[] zstd = Zstd.compress(utf8(lines(4, 6)));
    gzip[gzip.length / 2] ^= 0x55;
    zstd[10] ^= 0x55;
    byte[] gzips =
        joined(
            WarcFiles.gzipWhole(utf8(lines(1, 3))), gzip, WarcFiles.gzipWhole(utf8(lines(7, 9))));
    byte[] zstds = joined(Zstd.compress(utf8(lines(1, 3))), zstd, Zstd.compress(utf8(lines(7, 9))));
    for (byte[] bytes : List.of(gzips, zstds)) {
      Collected found = Collected.of(InputKind.JSONL, JSONL, folder.resolve("a.jsonl.x"), bytes);
      assertThat(found.texts()).containsAll(texts(1, 3)).containsAll(texts(7, 9));
      assertThat(found.unreadable())
          .extracting(UnreadableRecord::failure)
          .contains(FailReason.DAMAGED_COMPRESSION);
    }
  }

  @Test
  void keepsEveryLineBeforeACut() throws IOException {
    byte[] gzip =
        joined(WarcFiles.gzipWhole(utf8(lines(1, 4))), WarcFiles.gzipWhole(utf8(lines(5, 8))));
    int gzipEnd = WarcFiles.gzipWhole(utf8(lines(1, 4))).length;
    byte[] zstd = joined(Zstd.compress(utf8(lines(1, 4))), Zstd.compress(utf8(lines(5, 8))));
    int zstdEnd = Zstd.compress(utf8(lines(1, 4))).length;
    for (byte[] whole : List.of(gzip, zstd)) {
      int end = whole == gzip ? gzipEnd : zstdEnd;
      String name = whole == gzip ? "a.gz" : "a.zst";
      for (int cut = 0; cut < whole.length; cut++) {
        Collected found =
            Collected.of(InputKind.JSONL, JSONL, folder.resolve(name), Arrays.copyOf(whole, cut));
        int expected = cut >= end ? 4 : 0;
        List<String> kept = found.texts().stream().limit(expected).toList();
        assertThat(kept).as("cut at %d", cut).isEqualTo(texts(1, expected));
        boolean partial = cut != 0 && cut != end;
        assertThat(found.unreadable().size()).as("cut at %d", cut).isEqualTo(partial ? 1 : 0);
      }
    }
  }
}
