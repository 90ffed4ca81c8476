package io.millrace.shards.pair;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.WellFormed;
import io.millrace.shards.file.LookAhead;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.pair.SampleReader.Sample;
import io.millrace.shards.parquet.ParquetRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.parquet.example.data.Group;

/**
 * Reads the pairs of a shard that millrace wrote, a tar or a Parquet file with images, in order.
 * Unlike the reader of inputs it rejects everything that millrace does not write.
 */
public abstract sealed class PairReader implements Closeable {

  private static final long MAX_MEMBER = 1L << 30;

  private PairReader() {}

  /**
   * A pair of a shard.
   *
   * @param image bytes of the image
   */
  public record StoredPair(PairRow row, byte[] image) {

    /** The pair in the form that shard writers accept. */
    public ImageTextPair pair() throws IOException {
      return row.pair(image).withImage(image, Optional.of(row.facts()));
    }

    /** The fields of the pair as a line of JSON, without the line break. */
    public byte[] toJson() throws IOException {
      return row.toJson();
    }
  }

  /** Whether the shard at a path of the output holds pairs. */
  public static boolean holdsPairs(String path) {
    return path.endsWith(".tar") || path.matches("shards/part-[^/]*\\.parquet");
  }

  /**
   * @throws IOException when the file cannot be opened
   */
  public static PairReader open(StoredFile file) throws IOException {
    return file.toString().endsWith(".tar") ? new Tar(file) : new Rows(file);
  }

  /**
   * The next pair, or nothing at the end.
   *
   * @throws IOException when the file is damaged, cut, or not as millrace writes it
   */
  public abstract Optional<StoredPair> next() throws IOException;

  private static final class Tar extends PairReader {
    private final LookAhead bytes;
    private final SampleReader samples;
    private final List<String> skipped = new ArrayList<>();
    private final String name;

    Tar(StoredFile file) throws IOException {
      this.name = file.toString();
      this.bytes = LookAhead.ofFile(file, 0);
      this.samples = new SampleReader(bytes, MAX_MEMBER, skipped::add);
    }

    @Override
    public Optional<StoredPair> next() throws IOException {
      Optional<Sample> next = samples.next();
      if (!skipped.isEmpty()) {
        throw new IOException(name + ": holds a " + skipped.get(0));
      }
      return next.isEmpty() ? Optional.empty() : Optional.of(pair(next.get()));
    }

    private StoredPair pair(Sample sample) throws IOException {
      String where = name + ": sample " + sample.key() + ": ";
      if (sample.problem().isPresent()) {
        throw new IOException(where + sample.detail());
      }
      byte[] json = sample.members().get("json");
      byte[] text = sample.members().get("txt");
      if (json == null || text == null) {
        throw new IOException(where + "a member is missing");
      }
      PairRow row;
      try {
        row = PairRow.read(json);
      } catch (IOException e) {
        throw new IOException(where + e.getMessage(), e);
      }
      byte[] image = null;
      for (WebDatasetSettings.ImageEnding ending : WebDatasetSettings.ImageEnding.values()) {
        image = image == null ? sample.members().get(ending.of(row.format())) : image;
      }
      if (image == null || sample.members().size() != 3) {
        throw new IOException(where + "no image of the format that the JSON names, or others");
      }
      byte[] caption = WellFormed.of(row.caption()).getBytes(StandardCharsets.UTF_8);
      if (!row.key().equals(sample.key()) || !Arrays.equals(caption, text)) {
        throw new IOException(where + "the JSON has another key or caption than the tar");
      }
      return new StoredPair(row, image);
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  private static final class Rows extends PairReader {
    private final ParquetRows<StoredPair> rows;

    Rows(StoredFile file) throws IOException {
      this.rows = ParquetRows.open(file, ImageParquetWriter.SCHEMA, Rows::pair);
    }

    @Override
    public Optional<StoredPair> next() throws IOException {
      return rows.next();
    }

    private static StoredPair pair(Group row) {
      Group image = row.getGroup("image", 0);
      boolean scored = row.getFieldRepetitionCount("score") > 0;
      PairRow values =
          new PairRow(
              row.getString("url", 0),
              row.getString("caption", 0),
              row.getString("key", 0),
              row.getInteger("width", 0),
              row.getInteger("height", 0),
              row.getInteger("original_width", 0),
              row.getInteger("original_height", 0),
              row.getString("exif", 0),
              row.getString("sha256", 0),
              row.getString("id", 0),
              row.getString("page_url", 0),
              row.getString("timestamp", 0),
              row.getString("source", 0),
              row.getString("language", 0),
              row.getDouble("language_score", 0),
              row.getString("page_language", 0),
              row.getBoolean("in_content", 0),
              row.getString("format", 0),
              row.getString("original_format", 0),
              row.getLong("original_bytes", 0),
              row.getString("phash", 0),
              scored ? OptionalDouble.of(row.getDouble("score", 0)) : OptionalDouble.empty(),
              captions(row.getGroup("captions", 0)),
              row.getString("metadata", 0));
      return new StoredPair(values, image.getBinary("bytes", 0).getBytes());
    }

    private static List<Caption> captions(Group list) {
      List<Caption> captions = new ArrayList<>();
      for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
        Group each = list.getGroup(0, i).getGroup(0, 0);
        captions.add(
            new Caption(
                CaptionKind.valueOf(each.getString("kind", 0).toUpperCase(Locale.ROOT)),
                each.getString("text", 0),
                each.getString("language", 0),
                each.getDouble("language_score", 0)));
      }
      return captions;
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
