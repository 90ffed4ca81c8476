package io.millrace.connectors.read;

import io.millrace.connectors.files.DamagedInputException;
import io.millrace.corpus.InputRecord;
import java.util.ArrayList;
import java.util.List;

/** Makes records of the rows of a row group. */
final class RowMapper {

  private static final String METADATA = "metadata.";

  /** A field and one of the columns that may hold it. */
  private record Candidate(String field, String name, int column) {}

  private final InputSettings settings;
  private final InputKind kind;
  private final ParquetColumns columns;
  private final String folderLanguage;
  private final List<Candidate> candidates = new ArrayList<>();

  RowMapper(InputSettings settings, InputKind kind, ParquetColumns columns, String folderLanguage) {
    this.settings = settings;
    this.kind = kind;
    this.columns = columns;
    this.folderLanguage = folderLanguage;
    Fields fields = Fields.of(settings, kind);
    for (String field : fields.names()) {
      for (String name : fields.candidates(field)) {
        for (int column = 0; column < columns.size(); column++) {
          if (columns.name(column).equals(name)) {
            candidates.add(new Candidate(field, name, column));
          }
        }
      }
    }
  }

  /** The record in the current row. */
  InputRecord record() {
    Fields fields = Fields.of(settings, kind);
    fields.setFolderLanguage(folderLanguage);
    String[] values = new String[columns.size()];
    DamagedInputException failure = null;
    for (int column = 0; column < values.length; column++) {
      try {
        values[column] = columns.value(column);
      } catch (DamagedInputException damaged) {
        failure = damaged;
      }
    }
    String found = "";
    for (Candidate candidate : candidates) {
      boolean wanted = !candidate.field.equals(found);
      if (wanted && fields.take(candidate.field, candidate.name, values[candidate.column])) {
        found = candidate.field;
      }
    }
    for (int column = 0; column < values.length; column++) {
      if (values[column] != null) {
        String path = columns.name(column);
        String name = path.startsWith(METADATA) ? path.substring(METADATA.length()) : path;
        fields.addRest(path, name, values[column]);
      }
    }
    return failure == null ? fields.toRecord() : fields.toUnreadable(failure);
  }
}
