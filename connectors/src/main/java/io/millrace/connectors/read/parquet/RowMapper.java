package io.millrace.connectors.read.parquet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.read.Fields;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.DamagedInputException;
import java.util.ArrayList;
import java.util.List;

/** Makes records from the rows of a row group. */
final class RowMapper {

  private static final String METADATA = "metadata.";
  private static final String LANGUAGE = "language";

  /**
   * Columns with image bytes, the preferred first: those of Hugging Face datasets and millrace,
   * then other common names.
   */
  private static final List<String> IMAGES =
      List.of("image.bytes", "image", "image_bytes", "img_bytes", "jpg", "jpeg", "png", "webp");

  private static final String IMAGE_PATH = "image.path";

  private record Candidate(String field, String name, int column) {}

  private final InputSettings settings;
  private final InputKind kind;
  private final ParquetColumns columns;
  private final String folderLanguage;
  private final List<Candidate> candidates = new ArrayList<>();
  private String[] values = new String[0];
  private final int imageColumn;

  RowMapper(InputSettings settings, InputKind kind, ParquetColumns columns, String folderLanguage) {
    this.settings = settings;
    this.kind = kind;
    this.columns = columns;
    this.folderLanguage = folderLanguage;
    this.imageColumn = kind.isImages() ? imageColumn(columns) : -1;
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

  private static int imageColumn(ParquetColumns columns) {
    for (String name : IMAGES) {
      for (int column = 0; column < columns.size(); column++) {
        if (columns.name(column).equals(name) && columns.isBytes(column)) {
          return column;
        }
      }
    }
    return -1;
  }

  InputRecord record() {
    Fields fields = Fields.of(settings, kind);
    fields.setFolderLanguage(folderLanguage);
    values = new String[columns.size()];
    byte[] image = null;
    String imagePath = "";
    DamagedInputException failure = null;
    for (int column = 0; column < values.length; column++) {
      try {
        if (column == imageColumn) {
          image = columns.bytes(column);
          continue;
        }
        values[column] = columns.value(column);
        if (columns.name(column).equals(IMAGE_PATH) && values[column] != null) {
          imagePath = values[column];
        }
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
    if (image != null && image.length > 0) {
      fields.setImage(image, imagePath);
    }
    return failure == null ? fields.toRecord() : fields.toUnreadable(failure);
  }

  /**
   * The columns of the last record as an object from which {@link JsonRecords} makes the same
   * record. Dotted names stay unchanged except those in {@code metadata}.
   */
  ObjectNode object() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    for (int column = 0; column < values.length; column++) {
      String path = columns.name(column);
      if (values[column] != null && path.startsWith(METADATA)) {
        metadata.put(path.substring(METADATA.length()), values[column]);
      } else if (values[column] != null) {
        object.put(path, values[column]);
      }
    }
    if (!metadata.isEmpty()) {
      object.set("metadata", metadata);
    }
    if (!folderLanguage.isEmpty() && !namesLanguage()) {
      object.put(Fields.of(settings, kind).candidates(LANGUAGE).get(0), folderLanguage);
    }
    return object;
  }

  private boolean namesLanguage() {
    return candidates.stream()
        .anyMatch(each -> each.field.equals(LANGUAGE) && values[each.column] != null);
  }
}
