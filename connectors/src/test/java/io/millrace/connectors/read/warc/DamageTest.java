package io.millrace.connectors.read.warc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.InputVariants;
import io.millrace.connectors.read.files.Collected;
import io.millrace.connectors.read.parquet.ParquetFiles;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.shards.file.DamagedInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.netpreserve.jwarc.WarcCompression;

/** With one flipped byte nothing is thrown, and only the damaged record may be lost. */
class DamageTest {

  private static final int RECORDS = 6;
  private static final InputSettings WARC = InputSettings.defaults();
  private static final InputSettings JSONL = InputSettings.defaults();
  private static final InputSettings CULTURAX = InputSettings.defaults();

  private static Path folder;

  @BeforeContainer
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("millrace-damage-");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Files of records with known offsets. */
  private record Pieces(byte[] bytes, List<Integer> offsets) {
    static Pieces of(List<byte[]> parts) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      List<Integer> offsets = new ArrayList<>();
      for (byte[] part : parts) {
        offsets.add(all.size());
        all.writeBytes(part);
      }
      offsets.add(all.size());
      return new Pieces(all.toByteArray(), offsets);
    }

    int at(int position) {
      int piece = 0;
      while (offsets.get(piece + 1) <= position) {
        piece++;
      }
      return piece;
    }

    byte[] flipped(int position, int mask) {
      byte[] copy = bytes.clone();
      copy[position] ^= (byte) mask;
      return copy;
    }
  }

  private static Pieces warc(WarcCompression compression) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 1; i <= RECORDS; i++) {
      var record = List.of(WarcFiles.response(i));
      parts.add(
          compression == WarcCompression.GZIP ? WarcFiles.gzip(record) : WarcFiles.plain(record));
    }
    return Pieces.of(parts);
  }

  private static void othersAreKept(Pieces pieces, int damaged, List<String> found) {
    for (int i = 0; i < RECORDS; i++) {
      if (i != damaged) {
        String id = RecordId.ofOwn(WarcFiles.recordId(i + 1).toString());
        assertThat(found).as("record %d, damaged is %d", i, damaged).containsOnlyOnce(id);
      }
    }
  }

  private static List<String> readable(Collected found) {
    return found.records.stream()
        .filter(record -> !(record instanceof UnreadableRecord))
        .map(InputRecord::id)
        .toList();
  }

  @Property(tries = 120, seed = "11")
  void gzippedWarc(
      @ForAll @IntRange(max = 1 << 20) int place,
      @ForAll @IntRange(min = 1, max = 255) int mask,
      @ForAll @IntRange(min = 100, max = 2000) int splitBytes)
      throws IOException {
    Pieces pieces = warc(WarcCompression.GZIP);
    int position = place % pieces.bytes.length;
    byte[] bytes = pieces.flipped(position, mask);
    Collected found = Collected.of(InputKind.WARC, WARC, folder.resolve("a.warc.gz"), bytes);
    othersAreKept(pieces, pieces.at(position), readable(found));
    assertThat(found.records.size()).isBetween(RECORDS, RECORDS + 1);
    Collected split =
        Collected.of(
            InputKind.WARC,
            InputVariants.withSplitBytes(WARC, splitBytes),
            folder.resolve("a.warc.gz"));
    assertThat(split.ids()).isEqualTo(found.ids());
  }

  @Property(tries = 250, seed = "12")
  void plainWarc(
      @ForAll @IntRange(max = 1 << 20) int place, @ForAll @IntRange(min = 1, max = 255) int mask)
      throws IOException {
    Pieces pieces = warc(WarcCompression.NONE);
    int position = place % pieces.bytes.length;
    byte[] bytes = pieces.flipped(position, mask);
    Collected found = Collected.of(InputKind.WARC, WARC, folder.resolve("a.warc"), bytes);
    othersAreKept(pieces, pieces.at(position), readable(found));
  }

  @Property(tries = 60, seed = "13")
  void wholeGzipAroundWarc(
      @ForAll @IntRange(max = 1 << 20) int place, @ForAll @IntRange(min = 1, max = 255) int mask)
      throws IOException {
    byte[] whole = WarcFiles.gzipWhole(warc(WarcCompression.NONE).bytes);
    byte[] bytes = new Pieces(whole, List.of()).flipped(place % whole.length, mask);
    Collected found = Collected.of(InputKind.WARC, WARC, folder.resolve("a.warc.gz"), bytes);
    assertThat(found.records).isNotEmpty();
  }

  private static byte[] zstd(byte[] bytes) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setChecksum(true).compress(bytes);
    }
  }

  @Property(tries = 200, seed = "14")
  void compressedLines(
      @ForAll boolean zstd,
      @ForAll @IntRange(max = 1 << 20) int place,
      @ForAll @IntRange(min = 1, max = 255) int mask)
      throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      byte[] line =
          ("{\"text\": \"Zeile " + i + " mit Öl\", \"id\": " + i + "}\n")
              .getBytes(StandardCharsets.UTF_8);
      parts.add(zstd ? zstd(line) : WarcFiles.gzipWhole(line));
    }
    Pieces pieces = Pieces.of(parts);
    int position = place % pieces.bytes.length;
    Path file = folder.resolve(zstd ? "a.jsonl.zst" : "a.jsonl.gz");
    Collected found = Collected.of(InputKind.JSONL, JSONL, file, pieces.flipped(position, mask));
    for (int i = 0; i < RECORDS; i++) {
      if (i != pieces.at(position)) {
        assertThat(readable(found)).contains(RecordId.ofOwn(Integer.toString(i)));
      }
    }
  }

  @Property(tries = 120, seed = "15")
  void parquet(
      @ForAll @IntRange(max = 1 << 20) int place, @ForAll @IntRange(min = 1, max = 255) int mask)
      throws IOException {
    byte[] whole = ParquetFiles.culturax(30, CompressionCodecName.SNAPPY);
    byte[] bytes = new Pieces(whole, List.of()).flipped(place % whole.length, mask);
    Collected found =
        Collected.of(InputKind.CULTURAX, CULTURAX, folder.resolve("a.parquet"), bytes);
    assertThat(found.records).isNotEmpty();
    int footer = footerLength(whole) + 8;
    if (place % whole.length < whole.length - footer && place % whole.length >= 4) {
      assertThat(found.records).hasSize(30);
    }
  }

  private static int footerLength(byte[] parquet) {
    int at = parquet.length - 8;
    return (parquet[at] & 0xff)
        | (parquet[at + 1] & 0xff) << 8
        | (parquet[at + 2] & 0xff) << 16
        | (parquet[at + 3] & 0xff) << 24;
  }

  @Property(tries = 100, seed = "16")
  void randomBytesAreNeverFatal(
      @ForAll byte[] bytes, @ForAll InputKind kind, @ForAll @IntRange(max = 3) int start)
      throws IOException {
    byte[][] starts = {
      {}, {0x1f, (byte) 0x8b, 8, 0}, {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, WarcBlocks.VERSION
    };
    byte[] all = Arrays.copyOf(starts[start], starts[start].length + bytes.length);
    System.arraycopy(bytes, 0, all, starts[start].length, bytes.length);
    Collected found = Collected.of(kind, InputSettings.defaults(), folder.resolve("random"), all);
    Set<InputRecord> distinct = new HashSet<>(found.records);
    assertThat(distinct.size()).isLessThanOrEqualTo(all.length + 1);
  }

  @Property(tries = 200, seed = "21")
  void anyHttpBodyIsDecodedOrRefused(@ForAll byte[] body, @ForAll boolean mayBeCut) {
    for (String header :
        new String[] {
          "Content-Encoding: br\r\n",
          "Content-Encoding: deflate\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Content-Encoding: gzip\r\n"
        }) {
      try {
        assertThat(
                HttpMessages.parse(HttpMessagesTest.message(header, body), 1 << 20, mayBeCut)
                    .status())
            .isEqualTo(200);
      } catch (DamagedInputException refused) {
        assertThat(refused.reason()).isIn(FailReason.DAMAGED_HTTP, FailReason.TOO_LARGE);
      }
    }
  }
}
