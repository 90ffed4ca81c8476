package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import io.millrace.corpus.RecordId;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.shards.layout.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are cut at every byte or have flipped bytes, many files per run: no crash, and only
 * damaged records are lost; each is counted and reported.
 */
class DamagedInputIT {

  private static final int RECORDS = 3;
  private static final int FLIPS = 150;

  @TempDir private Path folder;

  /**
   * A file with the ids of its records.
   *
   * @param ends end offset of each record
   */
  private record Made(byte[] bytes, List<String> ids, int[] ends) {}

  private static Made make(String kind, int number) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<String> ids = new ArrayList<>();
    int[] ends = new int[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      String name = "urn:" + kind + ":" + number + ":" + i;
      ids.add(RecordId.ofOwn(name));
      String text = "Text " + i + " of file " + number + ".";
      byte[] record =
          (kind.startsWith("warc") ? conversion(name, text) : jsonLine(name, text))
              .getBytes(StandardCharsets.UTF_8);
      all.writeBytes(
          switch (kind.substring(kind.indexOf('.') + 1)) {
            case "gz" -> gzip(record);
            case "zst" -> zstd(record);
            default -> record;
          });
      ends[i] = all.size();
    }
    return new Made(all.toByteArray(), ids, ends);
  }

  private static String jsonLine(String id, String text) {
    return "{\"id\": \"" + id + "\", \"text\": \"" + text + "\"}\n";
  }

  private static String conversion(String id, String text) {
    String header =
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <%s>\r\nWARC-Date: 2024-03-01T12:00:00Z\r\n"
            + "WARC-Target-URI: https://example.org/\r\nContent-Type: text/plain\r\n"
            + "Content-Length: %d\r\n\r\n%s\r\n\r\n";
    return String.format(Locale.ROOT, header, id, text.length(), text);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private FinishedOutput run(String kind) throws IOException {
    Path recipe = folder.resolve("r.yaml");
    Files.writeString(
        recipe,
        """
        inputs: [KIND: 'DIR/in/*']
        stages: []
        output: {shards: 2}
        tolerance: 1
        """
            .replace("KIND", kind.replaceFirst("\\..*", ""))
            .replace("DIR", folder.toString()));
    Path output = folder.resolve("out");
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--parallelism", "2");
    assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
    return FinishedOutput.open(output.toString());
  }

  private static byte[] zstd(byte[] bytes) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setChecksum(true).compress(bytes);
    }
  }

  private Path in(String name) throws IOException {
    return Files.createDirectories(folder.resolve("in")).resolve(name);
  }

  private static String fileName(String kind, int number) {
    return String.format(Locale.ROOT, "%05d.%s", number, kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"warc", "warc.gz", "jsonl", "jsonl.gz", "jsonl.zst"})
  void filesCutAtEveryByteLoseOnlyDamagedRecords(String kind) throws IOException {
    int length = make(kind, 0).bytes().length;
    List<String> expected = new ArrayList<>();
    List<Boolean> damaged = new ArrayList<>();
    for (int cut = 0; cut <= length; cut++) {
      Made made = make(kind, cut);
      int size = Math.min(cut, made.bytes().length);
      Files.write(in(fileName(kind, cut)), Arrays.copyOf(made.bytes(), size));
      int end = 0;
      for (int i = 0; i < RECORDS; i++) {
        if (made.ends()[i] <= size) {
          expected.add(made.ids().get(i));
          end = made.ends()[i];
        }
      }
      damaged.add(end < size);
    }
    FinishedOutput output = run(kind);
    Manifest manifest = output.manifest();
    List<String> kept = kept(output, manifest);
    assertThat(kept).doesNotHaveDuplicates().containsAll(expected);
    long cuts = damaged.stream().filter(each -> each).count();
    // a cut record is a failed record, or only line ends after it are missing
    long more = kept.size() - expected.size();
    assertThat(manifest.totals().failed() + more).isGreaterThanOrEqualTo(cuts * 95 / 100);
    assertThat(manifest.totals().failed()).isLessThanOrEqualTo(2 * cuts);
    assertNamed(manifest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"warc", "warc.gz", "jsonl", "jsonl.gz", "jsonl.zst"})
  void flippedBytesLoseOnlyDamagedRecords(String kind) throws IOException {
    Random random = new Random(kind.length());
    List<String> expected = new ArrayList<>();
    for (int flip = 0; flip < FLIPS; flip++) {
      Made made = make(kind, flip);
      int place = random.nextInt(made.bytes().length);
      made.bytes()[place] ^= (byte) (1 + random.nextInt(255));
      Files.write(in(fileName(kind, flip)), made.bytes());
      boolean joins = kind.equals("jsonl");
      for (int i = 0; i < RECORDS; i++) {
        int begin = i == 0 ? 0 : made.ends()[i - 1];
        boolean hit = place >= begin && place < made.ends()[i];
        // without a line end, the next line belongs to the record
        boolean before = joins && i > 0 && place == begin - 1;
        if (!hit && !before) {
          expected.add(made.ids().get(i));
        }
      }
    }
    FinishedOutput output = run(kind);
    assertThat(kept(output, output.manifest())).containsAll(expected);
    assertNamed(output.manifest());
  }

  /** A Parquet file needs its footer, so a cut loses the whole file, and is reported once. */
  @Test
  void damagedParquetIsReportedOnce() throws IOException {
    byte[] whole = parquet();
    int cuts = 0;
    for (int cut = 1; cut < whole.length; cut += 17) {
      Files.write(
          in(String.format(Locale.ROOT, "cut-%05d.parquet", cut)), Arrays.copyOf(whole, cut));
      cuts++;
    }
    Files.write(in("whole.parquet"), whole);
    Manifest cut = run("culturax").manifest();
    assertThat(cut.totals().kept()).isEqualTo(RECORDS);
    assertThat(cut.totals().failed()).isEqualTo(cuts).isEqualTo(cut.totals().input() - RECORDS);
    assertThat(cut.reasons().get("read")).containsOnlyKeys("damaged_file");

    Random random = new Random(8);
    for (int flip = 0; flip < FLIPS; flip++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(in(String.format(Locale.ROOT, "flip-%05d.parquet", flip)), flipped);
    }
    MadeText.delete(folder.resolve("out"));
    Manifest flipped = run("culturax").manifest();
    assertThat(flipped.totals().kept()).isGreaterThanOrEqualTo(RECORDS);
    assertThat(flipped.totals().failed()).isBetween(cuts + 10L, cuts + (long) RECORDS * FLIPS);
    assertNamed(flipped);
  }

  /** The bytes of a Parquet file that a run wrote. */
  private byte[] parquet() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      lines.append(jsonLine("urn:parquet:" + i, "Text " + i + " of a table."));
    }
    Path input = Files.writeString(folder.resolve("rows.jsonl"), lines);
    String text =
        "inputs: [jsonl: '" + input + "']\nstages: []\noutput: {format: parquet, shards: 1}\n";
    Path recipe = Files.writeString(folder.resolve("parquet.yaml"), text);
    Path output = folder.resolve("parquet");
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--runner", "direct");
    return Files.readAllBytes(output.resolve("shards/und/part-00000-of-00001.parquet"));
  }

  private static List<String> kept(FinishedOutput output, Manifest manifest) throws IOException {
    List<String> kept = new ArrayList<>();
    output.forEachDocument(
        manifest.shards().stream().map(shard -> shard.path()).toList(),
        document -> kept.add(document.id()));
    return kept;
  }

  /** Checks that every failed record has a reason that the manifest counts. */
  private static void assertNamed(Manifest manifest) {
    long named =
        manifest.reasons().getOrDefault("read", new TreeMap<>()).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    assertThat(named).isGreaterThanOrEqualTo(manifest.totals().failed()).isPositive();
  }

  @Test
  void verdictNamesTheDamage() throws IOException {
    Made made = make("jsonl.gz", 1);
    Files.write(in("cut.jsonl.gz"), Arrays.copyOf(made.bytes(), made.bytes().length - 5));
    FinishedOutput output = run("jsonl.gz");
    assertThat(output.manifest().totals().failed()).isEqualTo(1);
    assertThat(output.verdictsByUrl(""))
        .anySatisfy(
            row -> {
              assertThat(row.outcome()).isEqualTo("failed");
              assertThat(row.reason()).isEqualTo("damaged_compression");
              assertThat(row.detail()).contains("the gzip member is cut");
            });
  }
}
