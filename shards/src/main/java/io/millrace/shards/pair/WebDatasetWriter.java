package io.millrace.shards.pair;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.WellFormed;
import io.millrace.shards.file.HashingOutput;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.text.ShardWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one shard of pairs as img2dataset does: {@code 00000.tar} with {@code KEY.jpg}, {@code
 * KEY.json} and {@code KEY.txt} for every pair, {@code 00000.parquet} with the fields of the JSON,
 * {@code 00000_stats.json}, and optionally {@code 00000.jsonl} with the examples of {@link
 * PaliMixture}. A key is the shard in five digits and the sample's number in four or more.
 *
 * <p>A shard that exceeds its limits continues in {@code 00000-1.tar} with its own companion files.
 * The bytes depend on the pairs, their order and the settings only, so the statistics lack
 * img2dataset's times and members are dated 1970. Memory is bounded by the largest pair and 32 MiB
 * of metadata.
 */
public final class WebDatasetWriter implements Closeable {

  static final MessageType SCHEMA = PairColumns.schema(List.of());

  private static final int RECORD_BYTES = 10_240;

  private static final int BLOCK = 512;
  private static final int READ_ONLY = 0100444;

  private final Function<String, StoredFile> targets;
  private final int shard;
  private final WebDatasetSettings settings;
  private final List<ShardInfo> finished = new ArrayList<>();
  private Part part;
  private int parts;
  private long samples;

  private WebDatasetWriter(
      Function<String, StoredFile> targets, int shard, WebDatasetSettings settings) {
    this.targets = targets;
    this.shard = shard;
    this.settings = settings;
  }

  /**
   * Begins a shard; the first file is created with the first pair.
   *
   * @param targets gives the file to write, usually with a temporary name, for the path of the
   *     finished file in the output
   */
  public static WebDatasetWriter open(
      Function<String, StoredFile> targets, int shard, WebDatasetSettings settings) {
    return new WebDatasetWriter(targets, shard, settings);
  }

  /**
   * Writes a pair.
   *
   * @return path of its tar
   * @throws IllegalArgumentException when the pair has no decoded image
   */
  public String write(ImageTextPair pair) throws IOException {
    String key = key(shard, samples);
    PairRow row = PairRow.of(pair, key);
    byte[] image = pair.image().orElseThrow();
    byte[] json = row.toJson();
    byte[] text = WellFormed.of(row.caption()).getBytes(StandardCharsets.UTF_8);
    long size = blocks(image) + blocks(json) + blocks(text);
    if (part != null
        && (part.samples >= settings.maxSamples() || part.bytes + size > settings.maxBytes())) {
      endPart();
    }
    if (part == null) {
      part = new Part(parts++);
    }
    String name = key + '.' + settings.imageEnding().of(row.format());
    part.member(name, image);
    part.member(key + ".json", json);
    part.member(key + ".txt", text);
    part.add(pair, row, name, size);
    samples++;
    return part.path;
  }

  /** Name of a sample: the shard, then its number in the shard. */
  public static String key(int shard, long sample) {
    return Shards.digits(shard, 5) + Shards.digits(sample, 4);
  }

  /** Bytes of a member in the tar, including its header. */
  private static long blocks(byte[] member) {
    return BLOCK + (member.length + BLOCK - 1L) / BLOCK * BLOCK;
  }

  private void endPart() throws IOException {
    finished.addAll(part.finish());
    part = null;
  }

  /** Completes the files and returns the tars and their companion files; none without a pair. */
  public List<ShardInfo> finish() throws IOException {
    if (part != null) {
      endPart();
    }
    return List.copyOf(finished);
  }

  /** Closes the files as they are; does nothing after {@link #finish}. */
  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }

  private final class Part implements Closeable {
    private final int number;
    private final String path;
    private final HashingOutput file;
    private final TarArchiveOutputStream tar;
    private final ParquetOutput<PairRow> rows;
    private final PaliMixture mixture;
    private long samples;
    private long bytes;

    Part(int number) throws IOException {
      this.number = number;
      this.path = Shards.webDatasetPath(shard, number, ".tar");
      this.file = HashingOutput.create(targets.apply(path));
      this.tar = new TarArchiveOutputStream(file, RECORD_BYTES, StandardCharsets.UTF_8.name());
      this.rows =
          new ParquetOutput<>(
              targets.apply(beside(".parquet")),
              beside(".parquet"),
              ShardWriter.DEFAULT_LEVEL,
              SCHEMA,
              PairColumns.TEXTS,
              (row, out) -> PairColumns.write(row, out, 0));
      this.mixture =
          settings.mixture()
              ? new PaliMixture(HashingOutput.create(targets.apply(beside(".jsonl"))))
              : null;
    }

    private String beside(String end) {
      return Shards.webDatasetPath(shard, number, end);
    }

    void member(String name, byte[] data) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(data.length);
      entry.setMode(READ_ONLY);
      entry.setModTime(0);
      entry.setIds(0, 0);
      entry.setNames("", "");
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
    }

    void add(ImageTextPair pair, PairRow row, String image, long size) throws IOException {
      rows.write(row);
      if (mixture != null) {
        mixture.write(pair, row, image);
      }
      samples++;
      bytes += size;
    }

    List<ShardInfo> finish() throws IOException {
      tar.close();
      List<ShardInfo> files = new ArrayList<>();
      files.add(file.info(path, samples));
      files.add(rows.finish());
      files.add(statistics());
      if (mixture != null) {
        files.add(mixture.finish(beside(".jsonl")));
      }
      return files;
    }

    /** img2dataset's statistics, without its times. */
    private ShardInfo statistics() throws IOException {
      String name = beside("_stats.json");
      try (HashingOutput out = HashingOutput.create(targets.apply(name))) {
        write(out);
        out.close();
        return out.info(name, samples);
      }
    }

    private void write(OutputStream out) throws IOException {
      try (JsonGenerator json = DocumentJson.factory().createGenerator(out)) {
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeNumberField("count", samples);
        json.writeNumberField("successes", samples);
        json.writeNumberField("failed_to_download", 0);
        json.writeNumberField("failed_to_resize", 0);
        json.writeObjectFieldStart("status_dict");
        json.writeNumberField(PairRow.SUCCESS, samples);
        json.writeEndObject();
        json.writeEndObject();
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
      rows.close();
      if (mixture != null) {
        mixture.close();
      }
    }
  }
}
