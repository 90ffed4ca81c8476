package io.millrace.connectors.read;

import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the fields of one document. */
public final class FieldMap extends Fields {

  private static final String TEXT = "text";

  /** Names of fields in Dolma, datatrove, FineWeb, C4, OSCAR, CulturaX and millrace. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          TEXT,
          List.of(TEXT, "content"),
          "id",
          List.of("id"),
          "url",
          List.of("url", "metadata.url"),
          "timestamp",
          List.of(
              "timestamp",
              "created",
              "date",
              "metadata.timestamp",
              "metadata.created",
              "metadata.date"),
          "source",
          List.of("source"),
          "language",
          List.of("language", "lang", "metadata.language"),
          "language_score",
          List.of("language_score", "metadata.language_score"));

  private static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(new TreeSet<>(USUAL.keySet()));

  public FieldMap(InputSettings settings, InputKind kind) {
    super(settings, kind, USUAL);
  }

  @Override
  public SortedSet<String> names() {
    return NAMES;
  }

  @Override
  int maxLength(String field) {
    return Integer.MAX_VALUE;
  }

  @Override
  String mainField() {
    return TEXT;
  }

  @Override
  String damagedContent() {
    return taken(TEXT).isEmpty() ? rest().toString() : taken(TEXT);
  }

  /** The document, or an unreadable record when it has no text. */
  @Override
  public InputRecord toRecord() {
    finish();
    if (!has(TEXT)) {
      String detail = "no text in " + String.join(", ", candidates(TEXT));
      return unreadable(FailReason.MISSING_TEXT, detail);
    }
    String text = taken(TEXT);
    return new Document(id(text), text, url, timestamp, source, language(), score(), rest());
  }
}
