package io.millrace.shards.verify;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFolder;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.pair.PairReader;
import io.millrace.shards.pair.PairReader.StoredPair;
import io.millrace.shards.pair.PairRow;
import io.millrace.shards.pair.WebDatasetWriter;
import io.millrace.shards.parquet.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Checks the shards of pairs of an output: order and shard of the pairs, their keys, and that the
 * Parquet file of a tar lists the same pairs. Used by {@link OutputVerifier}.
 */
final class PairCheck {

  private static final Pattern TAR = Pattern.compile("shards/(\\d{5,9})(?:-(\\d{1,9}))?\\.tar");
  private static final Pattern ROWS =
      Pattern.compile("shards/part-(\\d{5,9})-of-\\d{5,9}\\.parquet");

  private static final MessageType ID =
      Types.buildMessage()
          .addField(Types.required(BINARY).as(stringType()).named("id"))
          .named("pair");

  private final StoredFolder output;
  private final int shards;
  private final BiConsumer<String, String> report;
  private long pairs;

  /** State of the current shard. */
  private int shard = -1;

  private long place;
  private String last = "";

  /**
   * @param shards number of shards of the run, 0 when unknown
   * @param report receives a path and a problem
   */
  PairCheck(StoredFolder output, int shards, BiConsumer<String, String> report) {
    this.output = output;
    this.shards = shards;
    this.report = report;
  }

  long pairs() {
    return pairs;
  }

  private record Part(ShardInfo file, int shard, int part) {}

  /**
   * Reads the shards.
   *
   * @param files unchanged shards of pairs
   * @param companions their unchanged companion files
   */
  void check(List<ShardInfo> files, List<ShardInfo> companions) {
    List<Part> parts = new ArrayList<>();
    for (ShardInfo file : files) {
      Matcher tar = TAR.matcher(file.path());
      Matcher rows = ROWS.matcher(file.path());
      if (tar.matches()) {
        int part = tar.group(2) == null ? 0 : Integer.parseInt(tar.group(2));
        parts.add(new Part(file, Integer.parseInt(tar.group(1)), part));
      } else if (rows.matches()) {
        parts.add(new Part(file, Integer.parseInt(rows.group(1)), 0));
      }
    }
    parts.sort(Comparator.comparingInt(Part::shard).thenComparingInt(Part::part));
    Map<String, ShardInfo> beside = new HashMap<>();
    companions.forEach(file -> beside.put(file.path(), file));
    for (Part part : parts) {
      if (part.shard != shard) {
        shard = part.shard;
        place = 0;
        last = "";
      }
      check(part.file, beside);
    }
  }

  private void check(ShardInfo file, Map<String, ShardInfo> beside) {
    String path = file.path();
    boolean tar = path.endsWith(".tar");
    String stem = path.substring(0, path.lastIndexOf('.'));
    long read = 0;
    try (PairReader reader = PairReader.open(output.file(path));
        Ids ids = new Ids(tar && beside.containsKey(stem + ".parquet") ? stem + ".parquet" : "")) {
      for (Optional<StoredPair> next = reader.next(); next.isPresent(); next = reader.next()) {
        PairRow row = next.get().row();
        read++;
        String problem = problem(row, tar);
        boolean agrees = ids.agree(row.id());
        if (problem.isEmpty() && !agrees) {
          problem = ": the companion Parquet file has another pair here";
        }
        if (!problem.isEmpty()) {
          report.accept(path, "record " + read + problem);
        }
      }
    } catch (IOException | RuntimeException e) {
      report.accept(path, "cannot be read: " + e.getMessage());
      return;
    }
    pairs += read;
    if (read != file.records()) {
      report.accept(path, "has " + read + " records, must have " + file.records());
    }
    if (tar) {
      for (String end : Set.of(".parquet", "_stats.json")) {
        ShardInfo companion = beside.get(stem + end);
        if (companion == null || companion.records() != read) {
          report.accept(stem + end, "is missing or has another number of records than " + path);
        }
      }
    }
  }

  private String problem(PairRow row, boolean tar) {
    String key = WebDatasetWriter.key(shard, place++);
    String id = row.id();
    if (!id.matches("[0-9a-f]{32}")) {
      return ": '" + id + "' is not an id";
    }
    int order = id.compareTo(last);
    last = id;
    if (order < 0) {
      return ": id " + id + " is out of order";
    }
    if (order == 0 && !row.metadata().contains('"' + OutputVerifier.REPEAT + "\":")) {
      return ": id " + id + " comes again and is not marked as a repeat";
    }
    if (shards > 0 && Shards.shardOfImage(row.sha256(), shards) != shard) {
      return ": the image of " + id + " belongs to another shard";
    }
    if (tar && !row.key().equals(key)) {
      return ": key " + row.key() + " is not that of its place";
    }
    return "";
  }

  /** The ids in the Parquet file of a tar, in order. */
  private final class Ids implements AutoCloseable {
    private final ParquetRows<String> rows;

    /**
     * @param path "" when there is no such file
     */
    Ids(String path) throws IOException {
      this.rows =
          path.isEmpty()
              ? null
              : ParquetRows.open(output.file(path), ID, row -> row.getString("id", 0));
    }

    boolean agree(String id) throws IOException {
      if (rows == null) {
        return true;
      }
      return rows.next().filter(id::equals).isPresent();
    }

    @Override
    public void close() throws IOException {
      if (rows != null) {
        rows.close();
      }
    }
  }
}
