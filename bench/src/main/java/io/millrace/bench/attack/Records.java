package io.millrace.bench.attack;

import io.millrace.connectors.read.parquet.HostileParquet;
import io.millrace.shards.verdict.VerdictRow;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Expensive records: nested lengths in WARC, huge sizes in Parquet, and very large lines. */
final class Records extends Scenario {

  private static final int LARGE = 4;
  private static final int MEBI = 1 << 20;

  Records() {
    super("records", true);
  }

  /** Each record declares a block that contains all following records. */
  private static byte[] nested(int bytes) {
    StringBuilder warc = new StringBuilder();
    while (warc.length() < bytes) {
      warc.append(
          String.format(
              Locale.ROOT, "WARC/1.0\r\nContent-Length: %d\r\n\r\n", bytes - warc.length()));
    }
    return warc.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] nestedWhole(int bytes) {
    StringBuilder warc = new StringBuilder();
    for (int i = 0; warc.length() < bytes; i++) {
      warc.append(
          String.format(
              Locale.ROOT,
              "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://n.example/%d\r\n"
                  + "WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:n:%d>\r\n"
                  + "Content-Type: application/http\r\nContent-Length: %d\r\n\r\n"
                  + "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n",
              i,
              i,
              bytes,
              bytes));
    }
    return warc.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    for (int bytes : arena.quick() ? new int[] {3_500} : new int[] {3_500, 70_000}) {
      arena.write("nested-" + bytes + "/bare.warc", Made.joined(nested(bytes), Made.goodPage(1)));
      arena.write(
          "nested-" + bytes + "/whole.warc", Made.joined(nestedWhole(bytes), Made.goodPage(2)));
      String name = "warc-" + bytes;
      Ran ran =
          arena.run(
              Duration.ofSeconds(90),
              name,
              "inputs: [warc: 'DIR/nested-"
                  + bytes
                  + "/*.warc']\nstages: [extract]\ntolerance: 1\n");
      score.check(
          kind(),
          "nested lengths in a WARC of " + bytes + " bytes",
          ran.exit() == 0 && !arena.verdicts(name).isEmpty(),
          ran.last());
    }
    parquet(arena, score);
    if (!arena.quick()) {
      large(arena, score);
    }
  }

  /** Small files that declare sizes beyond any memory. */
  private void parquet(Arena arena, AttackScore score) throws Exception {
    Map<String, HostileParquet.Hostile> hostile = HostileParquet.all();
    for (Map.Entry<String, HostileParquet.Hostile> each : hostile.entrySet()) {
      arena.write("parquet/" + each.getKey() + ".parquet", each.getValue().body());
    }
    Ran ran =
        arena.run(
            "parquet",
            "inputs: [parquet: 'DIR/parquet/*.parquet']\nstages: [gopher-quality]\ntolerance: 1\n");
    List<VerdictRow> rows = arena.verdicts("parquet");
    hostile.forEach(
        (name, file) ->
            score.check(
                kind(),
                "sizes in Parquet: " + name,
                ran.exit() == 0
                    && rows.stream().anyMatch(row -> row.detail().contains(file.detail())),
                rows.size() + " verdicts, " + ran.last()));
  }

  /** More text than fits into the heap if two workers hold two lines each. */
  private void large(Arena arena, AttackScore score) throws Exception {
    for (int i = 0; i < LARGE; i++) {
      try (BufferedWriter out = Files.newBufferedWriter(arena.file("large-" + i + ".jsonl"))) {
        out.write("{\"id\": \"large-" + i + "\", \"language\": \"en\", \"text\": \"");
        String piece = Made.text(i, 100);
        for (int written = 0; written < 50 * MEBI; written += piece.length() + 1) {
          out.write(piece);
          out.write(' ');
        }
        out.write("\"}\n");
      }
    }
    Ran ran =
        arena.command(
            Duration.ofSeconds(300),
            Map.of("MILLRACE_HEAP", "2g"),
            arena.runArguments(
                "large",
                "inputs: [jsonl: 'DIR/large-*.jsonl']\nstages: [gopher-quality]\ntolerance: 1\n",
                "--parallelism",
                "2"));
    List<VerdictRow> rows = arena.verdicts("large");
    score.check(
        kind(),
        "four lines of 50 MB, two workers, 2 GB",
        ran.exit() == 0 && rows.size() == LARGE,
        rows.size() + " verdicts, " + ran.last());
  }
}
