package io.millrace.connectors.read;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.Timestamps;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.WellFormed;
import io.millrace.shards.file.DamagedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the fields of one image-text pair. */
public final class PairFields implements Fields {

  /** Names that LAION, Re-LAION, DataComp, COYO, WIT and img2dataset have. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "image_url", List.of("image_url", "url", "URL", "img_url"),
          "caption",
              List.of(
                  "caption",
                  "TEXT",
                  "text",
                  "alt_text",
                  "alt",
                  "caption_alt_text_description",
                  "caption_reference_description"),
          "url", List.of("page_url"),
          "width", List.of("width", "WIDTH", "original_width"),
          "height", List.of("height", "HEIGHT", "original_height"),
          "id", List.of("id", "uid", "SAMPLE_ID"),
          "timestamp", List.of("timestamp", "created", "date"),
          "source", List.of("source"),
          "language", List.of("language", "LANGUAGE", "lang"),
          "language_score", List.of("language_score"));

  private static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(new TreeSet<>(USUAL.keySet()));

  /** An address may be an image itself (data:), which must not be cut. */
  private static final int MAX_ADDRESS = 1 << 21;

  private final InputSettings settings;
  private final InputKind kind;
  private final Map<String, String> taken = new TreeMap<>();
  private final Set<String> takenNames = new HashSet<>();
  private final TreeMap<String, String> metadata = new TreeMap<>();
  private List<Caption> captions = List.of();
  private boolean inContent = true;
  private Optional<byte[]> image = Optional.empty();
  private String folderLanguage = "";
  private String url = "";
  private String timestamp = "";
  private String source = "";

  public PairFields(InputSettings settings, InputKind kind) {
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
    int most = field.equals("image_url") ? MAX_ADDRESS : Readable.MAX_FIELD;
    taken.put(field, Readable.bounded(WellFormed.of(value), most));
    takenNames.add(name);
    return true;
  }

  @Override
  public void addRest(String path, String name, String value) {
    if (!takenNames.contains(path)) {
      metadata.put(name, Readable.bounded(WellFormed.of(value), Readable.MAX_FIELD));
    }
  }

  @Override
  public void setFolderLanguage(String language) {
    folderLanguage = language;
  }

  @Override
  public void setImage(byte[] bytes, String name) {
    image = Optional.of(bytes);
    String called = name.isBlank() ? Hash128.of(bytes).toHex() : name;
    taken.putIfAbsent("image_url", Readable.bounded(WellFormed.of(called), 1 << 10));
  }

  /** All captions, in place of the one under {@code caption}. */
  public void setCaptions(List<Caption> all) {
    captions = all;
  }

  public void setInContent(boolean value) {
    inContent = value;
  }

  /** Removes metadata that describes what is no longer so. */
  public void forget(Set<String> names) {
    metadata.keySet().removeAll(names);
  }

  /** The pair, or an unreadable record when it has neither an image nor an address of one. */
  @Override
  public InputRecord toRecord() {
    finish();
    String imageUrl = taken("image_url").strip();
    if (imageUrl.isEmpty()) {
      return unreadable(FailReason.MISSING_IMAGE, missing());
    }
    List<Caption> texts = captions.isEmpty() ? caption() : captions;
    return new ImageTextPair(
        id(imageUrl, texts),
        imageUrl,
        url,
        timestamp,
        source,
        language(),
        texts,
        inContent,
        pixels("width"),
        pixels("height"),
        metadata,
        image,
        Optional.empty());
  }

  @Override
  public UnreadableRecord toUnreadable(DamagedInputException damaged) {
    finish();
    return unreadable(damaged.reason(), damaged.getMessage());
  }

  private UnreadableRecord unreadable(FailReason reason, String detail) {
    String text = taken("caption");
    String own = taken("id");
    String id =
        own.isEmpty()
            ? RecordId.ofContent(
                source, url, timestamp, taken("image_url") + '\n' + text + '\n' + metadata)
            : RecordId.ofOwn(own);
    SortedMap<String, String> rest = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    return new UnreadableRecord(
        id, url, timestamp, source, reason, Readable.oneLine(detail), text, rest);
  }

  private String missing() {
    return "no image, and no address in " + String.join(", ", candidates("image_url"));
  }

  private void finish() {
    url = taken("url");
    String written = taken("timestamp");
    timestamp = Timestamps.normalise(written);
    if (timestamp.isEmpty() && !written.isBlank()) {
      metadata.putIfAbsent("timestamp", written);
    }
    String own = taken("source");
    source = settings.sourceOr(own.isEmpty() ? kind.key() : own);
    if (!own.isEmpty() && !own.equals(source)) {
      metadata.putIfAbsent("source", own);
    }
    if (!language().isEmpty()) {
      metadata.putIfAbsent(FieldMap.DECLARED_LANGUAGE, language());
    }
  }

  private List<Caption> caption() {
    String text = taken("caption").strip();
    return text.isEmpty()
        ? List.of()
        : List.of(Caption.of(CaptionKind.ALT, text).withLanguage(language(), score()));
  }

  /** Of a pair that came in a file, the image is the content, else its address. */
  private String id(String imageUrl, List<Caption> texts) {
    String own = taken("id");
    if (!own.isEmpty()) {
      return RecordId.ofOwn(own);
    }
    StringBuilder content = new StringBuilder();
    texts.forEach(caption -> content.append(caption.text()).append('\n'));
    if (image.isEmpty()) {
      return RecordId.ofContent(source, url, timestamp, imageUrl + '\n' + content);
    }
    byte[] text = content.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[text.length + image.get().length];
    System.arraycopy(text, 0, all, 0, text.length);
    System.arraycopy(image.get(), 0, all, text.length, image.get().length);
    return RecordId.ofContent(source, url, timestamp, all);
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
    return score >= 0 && score <= 1 ? score : 0;
  }

  /** Pixels stated, also as a decimal (pandas makes 640.0 of a column with gaps); else 0. */
  private int pixels(String field) {
    double pixels = Readable.number(taken(field));
    return pixels >= 0 && pixels <= Integer.MAX_VALUE ? (int) pixels : 0;
  }
}
