package io.millrace.bench.attack;

import io.millrace.extract.hostile.HostileDocuments;
import io.millrace.shards.verdict.VerdictRow;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small documents that exhaust memory or time of their parsers: each must fail with a reason, and
 * the pages beside it must be kept.
 */
final class Documents extends Scenario {

  private static final int GOOD = 6;

  Documents() {
    super("documents", true);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    Map<String, HostileDocuments.Hostile> hostile =
        arena.quick() ? quickOnes() : HostileDocuments.all();
    ByteArrayOutputStream warc = new ByteArrayOutputStream();
    for (int i = 0; i < GOOD; i++) {
      warc.writeBytes(Made.goodPage(i));
    }
    hostile.forEach(
        (name, document) ->
            warc.writeBytes(
                Made.response(
                    "https://hostile.example/" + name, document.mediaType(), "", document.body())));
    arena.write("hostile.warc", warc.toByteArray());
    Ran ran =
        arena.run(
            Duration.ofSeconds(400),
            "documents",
            "inputs: [warc: 'DIR/hostile.warc']\n"
                + "stages: [extract: {document_seconds: 5}]\ntolerance: 1\n",
            "--parallelism",
            "2");
    List<VerdictRow> rows = arena.verdicts("documents");
    for (String name : hostile.keySet()) {
      String url = "https://hostile.example/" + name;
      VerdictRow row =
          rows.stream().filter(each -> each.url().equals(url)).findFirst().orElse(null);
      boolean named = row != null && (row.outcome().equals("kept") || !row.reason().isEmpty());
      score.check(kind(), name, ran.exit() == 0 && named, ran.last());
    }
    long kept =
        rows.stream()
            .filter(row -> row.url().startsWith("https://good") && row.outcome().equals("kept"))
            .count();
    score.check(kind(), "pages beside them", kept == GOOD, kept + " of " + GOOD + " kept");
  }

  private static Map<String, HostileDocuments.Hostile> quickOnes() {
    Map<String, HostileDocuments.Hostile> some = new LinkedHashMap<>();
    some.put(
        "pdf-xref-index",
        new HostileDocuments.Hostile(HostileDocuments.PDF, HostileDocuments.pdfXrefIndex()));
    some.put(
        "pdf-to-unicode-range",
        new HostileDocuments.Hostile(HostileDocuments.PDF, HostileDocuments.pdfToUnicodeRange()));
    return some;
  }
}
