package io.millrace.shards.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.parquet.ParquetInput;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.parquet.ParquetRow;
import io.millrace.shards.text.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictWriterTest {

  private static final String TOP = "gopher-repetition.top_2_gram";
  private static final List<String> SIGNALS = List.of("langid.score", TOP);

  @TempDir private Path folder;

  private static List<VerdictRow> rows() {
    List<Document> documents = Samples.documents("de", 4, 3);
    SortedMap<String, Double> signals = new TreeMap<>(Map.of(TOP, 0.25));
    SortedMap<String, Double> both = new TreeMap<>(Map.of(TOP, 0.1, "langid.score", 0.0));
    UnreadableRecord unreadable =
        new UnreadableRecord(
            "ff", "http://x/\uD800", "", "", FailReason.DAMAGED_JSON, "cut", "{", new TreeMap<>());
    return List.of(
        VerdictRow.of(documents.get(0), new Verdict.Kept(2), "shards/de/p", signals),
        VerdictRow.of(
            documents.get(1),
            Verdict.Dropped.because(DropReason.TOP_2_GRAM, TOP, 0.25, 0.2),
            "shards/de/p",
            both),
        VerdictRow.of(
            documents.get(2),
            Verdict.Dropped.duplicate(DropReason.NEAR_DUPLICATE, documents.get(0).id(), .9, .8),
            "",
            Collections.emptySortedMap()),
        VerdictRow.of(documents.get(3), new Verdict.Late(), "", Collections.emptySortedMap()),
        VerdictRow.of(
            unreadable,
            new Verdict.Failed("read", FailReason.DAMAGED_JSON, "line 3 is cut"),
            "",
            Collections.emptySortedMap()));
  }

  private LocalFile write(String name, Iterable<VerdictRow> rows) throws IOException {
    LocalFile file = new LocalFile(folder.resolve(name));
    try (VerdictWriter writer = VerdictWriter.open(file, "verdicts/" + name, 3, SIGNALS)) {
      for (VerdictRow row : rows) {
        writer.write(row);
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void writtenRecordsReadBack() throws IOException {
    LocalFile file = write("a.parquet", rows());

    List<VerdictRow> back = new ArrayList<>();
    try (VerdictReader reader = VerdictReader.open(file)) {
      for (Optional<VerdictRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        back.add(row.get());
      }
    }
    assertThat(back.subList(0, 4)).isEqualTo(rows().subList(0, 4));
    assertThat(back.get(4).url()).isEqualTo("http://x/\uFFFD");
    assertThat(back)
        .extracting(VerdictRow::outcome, VerdictRow::stage, VerdictRow::reason, VerdictRow::shard)
        .containsExactly(
            tuple("kept", "", "", "shards/de/p"),
            tuple("dropped", "gopher-repetition", "top_2_gram", ""),
            tuple("dropped", "dedup-minhash", "near_duplicate", ""),
            tuple("late", "late", "late", ""),
            tuple("failed", "read", "damaged_json", ""));
  }

  @Test
  void findsByIdAndByUrlAcrossFiles() throws IOException {
    List<VerdictRow> rows = rows();
    List<VerdictRow> many = new ArrayList<>();
    for (Document document : Samples.documents("fr", 21_000, 0)) {
      many.add(VerdictRow.of(document, new Verdict.Kept(1), "p", Collections.emptySortedMap()));
    }
    List<LocalFile> files =
        List.of(
            write("a.parquet", rows),
            write("b.parquet", many),
            write("c.parquet", rows.subList(0, 1)));

    assertThat(VerdictReader.byId(files, rows.get(0).id()))
        .containsExactly(rows.get(0), rows.get(0));
    assertThat(VerdictReader.byId(files, many.get(20_999).id())).containsExactly(many.get(20_999));
    assertThat(VerdictReader.byUrl(files, many.get(777).url())).containsExactly(many.get(777));
    assertThat(VerdictReader.byId(files, "00")).isEmpty();
    assertThat(VerdictReader.byUrl(files, "nowhere")).isEmpty();
  }

  @Test
  void hostAndDomainAreColumnsAndNullWithoutAUrl() throws IOException {
    List<VerdictRow> rows = rows();
    LocalFile file = write("a.parquet", rows);
    try (ParquetReader<Group> reader = ParquetInput.of(file).rows(FilterCompat.NOOP, null)) {
      for (VerdictRow expected : rows) {
        Group row = reader.read();
        UrlHost host = UrlHost.of(expected.url());
        assertThat(optional(row, "host")).isEqualTo(host.name());
        assertThat(optional(row, "registered_domain")).isEqualTo(host.registeredDomain());
      }
    }
    assertThat(UrlHost.of(rows.get(0).url()).name()).isNotNull();
    assertThat(UrlHost.of(rows.get(4).url()).registeredDomain()).isNull();
  }

  private static String optional(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0 ? row.getString(column, 0) : null;
  }

  @Test
  void readsFilesWithoutHostColumns() throws IOException {
    LocalFile now = write("now.parquet", rows());
    LocalFile before = new LocalFile(folder.resolve("before.parquet"));
    try (ParquetReader<Group> reader = ParquetInput.of(now).rows(FilterCompat.NOOP, null)) {
      Group first = reader.read();
      List<Type> fields = new ArrayList<>(first.getType().getFields());
      fields.removeIf(field -> field.getName().matches("host|registered_domain"));
      try (ParquetOutput<Group> out =
          new ParquetOutput<>(
              before,
              "verdicts/before.parquet",
              3,
              new MessageType("verdict", fields),
              Set.of(),
              (row, to) -> copy(fields, row, to))) {
        for (Group row = first; row != null; row = reader.read()) {
          out.write(row);
        }
        out.finish();
      }
    }
    assertThat(VerdictReader.signals(before)).isEqualTo(SIGNALS);
    assertThat(VerdictReader.byId(List.of(before), rows().get(1).id()))
        .containsExactly(rows().get(1));
    assertThat(VerdictReader.byUrl(List.of(before), rows().get(0).url()))
        .containsExactly(rows().get(0));
  }

  private static void copy(List<Type> fields, Group row, ParquetRow to) {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).getName();
      if (row.getFieldRepetitionCount(name) == 0) {
        continue;
      }
      switch (fields.get(i).asPrimitiveType().getPrimitiveTypeName()) {
        case DOUBLE -> to.number(name, i, row.getDouble(name, 0));
        case INT32 -> to.integer(name, i, row.getInteger(name, 0));
        default -> to.text(name, i, row.getString(name, 0));
      }
    }
  }

  @Test
  void rejectsUnknownSignalsAndRepeatedColumns() throws IOException {
    VerdictRow odd =
        VerdictRow.of(
            Samples.documents("de", 1, 1).get(0),
            new Verdict.Kept(1),
            "",
            new TreeMap<>(Map.of("x.y", 1.0)));
    LocalFile file = new LocalFile(folder.resolve("a.parquet"));
    assertThatThrownBy(() -> write("a.parquet", List.of(odd)))
        .hasMessage("signal 'x.y' has no column");
    assertThatThrownBy(() -> VerdictWriter.open(file, "", 3, List.of("a.b", "a.b")))
        .hasMessage("signal 'a.b' is named twice");
  }
}
