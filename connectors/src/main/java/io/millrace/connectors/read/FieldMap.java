package io.millrace.connectors.read;

import io.millrace.corpus.Document;
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
import java.util.TreeSet;

/** Collects the fields of one record under the names of a document. */
public final class FieldMap implements Fields {

  public static final String DECLARED_LANGUAGE = "declared_language";

  /** Names under which Dolma, datatrove, FineWeb, C4, OSCAR, CulturaX and Millrace keep fields. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "text", List.of("text", "content"),
          "id", List.of("id"),
          "url", List.of("url", "metadata.url"),
          "timestamp",
              List.of(
                  "timestamp",
                  "created",
                  "date",
                  "metadata.timestamp",
                  "metadata.created",
                  "metadata.date"),
          "source", List.of("source"),
          "language", List.of("language", "lang", "metadata.language"),
          "language_score", List.of("language_score", "metadata.language_score"));

  private static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(new TreeSet<>(USUAL.keySet()));

  private static final double MAX_SCORE = 1;

  private final InputSettings settings;
  private final InputKind kind;
  private final Map<String, String> taken = new TreeMap<>();
  private final Set<String> takenNames = new HashSet<>();
  private final TreeMap<String, String> metadata = new TreeMap<>();
  private String folderLanguage = "";
  private String url = "";
  private String timestamp = "";
  private String source = "";
  private String language = "";

  public FieldMap(InputSettings settings, InputKind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  @Override
  public SortedSet<String> names() {
    return NAMES;
  }

  @Override
  public List<String> candidates(String field) {
    String named = settings.fields().get(field);
    return named == null ? USUAL.get(field) : List.of(named);
  }

  @Override
  public boolean take(String field, String name, String value) {
    if (value == null) {
      return false;
    }
    taken.put(field, WellFormed.of(value));
    takenNames.add(name);
    return true;
  }

  @Override
  public void setFolderLanguage(String language) {
    folderLanguage = language;
  }

  @Override
  public void addRest(String path, String name, String value) {
    if (!takenNames.contains(path)) {
      metadata.put(name, Readable.bounded(WellFormed.of(value), Readable.MAX_FIELD));
    }
  }

  /** The document, or an unreadable record when it has no text. */
  @Override
  public InputRecord toRecord() {
    finish();
    String text = taken.get("text");
    if (text == null) {
      return unreadable(FailReason.MISSING_TEXT, missing());
    }
    return new Document(id(text), text, url, timestamp, source, language, score(), rest());
  }

  @Override
  public UnreadableRecord toUnreadable(DamagedInputException damaged) {
    finish();
    return unreadable(damaged.reason(), damaged.getMessage());
  }

  private UnreadableRecord unreadable(FailReason reason, String detail) {
    String text = taken("text");
    String id = id(text.isEmpty() ? rest().toString() : text);
    String readable = Readable.bounded(text, Readable.MAX_FIELD);
    return new UnreadableRecord(
        id, url, timestamp, source, reason, Readable.oneLine(detail), readable, rest());
  }

  private void finish() {
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
    language = language();
    if (!language.isEmpty()) {
      metadata.putIfAbsent(DECLARED_LANGUAGE, language);
    }
  }

  private String id(String content) {
    String own = taken("id");
    return own.isEmpty()
        ? RecordId.ofContent(source, url, timestamp, content)
        : RecordId.ofOwn(own);
  }

  private SortedMap<String, String> rest() {
    return Collections.unmodifiableSortedMap(metadata);
  }

  private String missing() {
    return "no text in " + String.join(", ", candidates("text"));
  }

  private String taken(String field) {
    return taken.getOrDefault(field, "");
  }

  private String language() {
    if (!settings.language().isEmpty()) {
      return settings.language();
    }
    return taken("language").isEmpty() ? folderLanguage : taken("language");
  }

  private double score() {
    if (!settings.language().isEmpty() || taken("language").isEmpty()) {
      return 0;
    }
    double score = Readable.number(taken("language_score"));
    return score >= 0 && score <= MAX_SCORE ? score : 0;
  }
}
