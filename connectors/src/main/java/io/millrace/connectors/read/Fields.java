package io.millrace.connectors.read;

import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.Timestamps;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.WellFormed;
import io.millrace.shards.file.DamagedInputException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Collects the fields of one record and maps their names to those of a document or pair. */
public abstract class Fields {

  public static final String DECLARED_LANGUAGE = "declared_language";

  final InputSettings settings;
  final TreeMap<String, String> metadata = new TreeMap<>();
  String url = "";
  String timestamp = "";
  String source = "";

  private final InputKind kind;
  private final Map<String, List<String>> usual;
  private final Map<String, String> taken = new TreeMap<>();
  private final Set<String> takenNames = new HashSet<>();
  private String folderLanguage = "";

  /**
   * @param usual names under which data sets keep each field, the preferred first
   */
  Fields(InputSettings settings, InputKind kind, Map<String, List<String>> usual) {
    this.settings = settings;
    this.kind = kind;
    this.usual = usual;
  }

  /** Empty fields for a record of an input. */
  public static Fields of(InputSettings settings, InputKind kind) {
    return kind.isImages() ? new PairFields(settings, kind) : new FieldMap(settings, kind);
  }

  /** The record, or an unreadable one when a required field is missing. */
  public abstract InputRecord toRecord();

  /** Fields to look for. */
  public abstract SortedSet<String> names();

  /** Longest value of a field in UTF-16 units; the rest is cut off. */
  abstract int maxLength(String field);

  /** Field whose text an unreadable record shows. */
  abstract String mainField();

  /** Text that identifies an unreadable record without an id of its own. */
  abstract String damagedContent();

  /** Takes the image of the record; ignored for documents. */
  public void setImage(byte[] bytes, String name) {}

  /** Names of a field in the input, the preferred first. */
  public final List<String> candidates(String field) {
    String named = settings.fields().get(field);
    return named == null ? usual.get(field) : List.of(named);
  }

  /** Takes a field's value; false when it is null, so that the next name may be tried. */
  public final boolean take(String field, String name, String value) {
    if (value == null) {
      return false;
    }
    taken.put(field, Readable.bounded(WellFormed.of(value), maxLength(field)));
    takenNames.add(name);
    return true;
  }

  /** Keeps a field as metadata unless it has been taken. */
  public final void addRest(String path, String name, String value) {
    if (!takenNames.contains(path)) {
      metadata.put(name, Readable.bounded(WellFormed.of(value), Readable.MAX_FIELD));
    }
  }

  /** Sets the language of a record that states none itself. */
  public final void setFolderLanguage(String language) {
    folderLanguage = language;
  }

  /** The known part of a record in which a field could not be read. */
  public final UnreadableRecord toUnreadable(DamagedInputException damaged) {
    finish();
    return unreadable(damaged.reason(), damaged.getMessage());
  }

  final UnreadableRecord unreadable(FailReason reason, String detail) {
    return new UnreadableRecord(
        id(damagedContent()),
        url,
        timestamp,
        source,
        reason,
        Readable.oneLine(detail),
        Readable.bounded(taken(mainField()), Readable.MAX_FIELD),
        rest());
  }

  /** Computes URL, timestamp, source and metadata; called before the record is made. */
  final void finish() {
    url = Readable.bounded(taken("url"), Readable.MAX_FIELD);
    String written = taken("timestamp");
    timestamp = Timestamps.normalise(written);
    if (timestamp.isEmpty() && !written.isBlank()) {
      metadata.putIfAbsent("timestamp", Readable.bounded(written, Readable.MAX_FIELD));
    }
    String own = taken("source");
    source = settings.sourceOr(own.isEmpty() ? kind.key() : own);
    if (!own.isEmpty() && !own.equals(source)) {
      metadata.putIfAbsent("source", Readable.bounded(own, Readable.MAX_FIELD));
    }
    if (!language().isEmpty()) {
      metadata.putIfAbsent(DECLARED_LANGUAGE, language());
    }
  }

  final String id(String content) {
    String own = taken("id");
    return own.isEmpty()
        ? RecordId.ofContent(source, url, timestamp, content)
        : RecordId.ofOwn(own);
  }

  final SortedMap<String, String> rest() {
    return Collections.unmodifiableSortedMap(metadata);
  }

  final boolean has(String field) {
    return taken.containsKey(field);
  }

  final void putIfAbsent(String field, String value) {
    taken.putIfAbsent(field, value);
  }

  /** Value of a field, or "". */
  final String taken(String field) {
    return taken.getOrDefault(field, "");
  }

  final String language() {
    if (!settings.language().isEmpty()) {
      return settings.language();
    }
    return taken("language").isEmpty() ? folderLanguage : taken("language");
  }

  final double score() {
    if (!settings.language().isEmpty() || taken("language").isEmpty()) {
      return 0;
    }
    double score = Readable.number(taken("language_score"));
    return score >= 0 && score <= 1 ? score : 0;
  }
}
