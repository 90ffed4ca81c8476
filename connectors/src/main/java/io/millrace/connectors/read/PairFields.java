package io.millrace.connectors.read;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the fields of one image-text pair. */
public final class PairFields extends Fields {

  private static final String IMAGE_URL = "image_url";
  private static final String CAPTION = "caption";

  /** Names of fields in LAION, Re-LAION, DataComp, COYO, WIT and img2dataset. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          IMAGE_URL,
          List.of(IMAGE_URL, "url", "URL", "img_url"),
          CAPTION,
          List.of(
              CAPTION,
              "TEXT",
              "text",
              "alt_text",
              "alt",
              "caption_alt_text_description",
              "caption_reference_description"),
          "url",
          List.of("page_url"),
          "width",
          List.of("width", "WIDTH", "original_width"),
          "height",
          List.of("height", "HEIGHT", "original_height"),
          "id",
          List.of("id", "uid", "SAMPLE_ID"),
          "timestamp",
          List.of("timestamp", "created", "date"),
          "source",
          List.of("source"),
          "language",
          List.of("language", "LANGUAGE", "lang"),
          "language_score",
          List.of("language_score"));

  private static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(new TreeSet<>(USUAL.keySet()));

  /** Limit of addresses; a data: address contains an image, which must not be cut. */
  private static final int MAX_ADDRESS = 1 << 21;

  private List<Caption> captions = List.of();
  private boolean inContent = true;
  private Optional<byte[]> image = Optional.empty();

  public PairFields(InputSettings settings, InputKind kind) {
    super(settings, kind, USUAL);
  }

  @Override
  public SortedSet<String> names() {
    return NAMES;
  }

  @Override
  int maxLength(String field) {
    return field.equals(IMAGE_URL) ? MAX_ADDRESS : Readable.MAX_FIELD;
  }

  @Override
  String mainField() {
    return CAPTION;
  }

  @Override
  String damagedContent() {
    return taken(IMAGE_URL) + '\n' + taken(CAPTION) + '\n' + metadata;
  }

  /**
   * {@inheritDoc}
   *
   * @param name name of the image in its file or folder, the address of one without; or ""
   */
  @Override
  public void setImage(byte[] bytes, String name) {
    image = Optional.of(bytes);
    String called = name.isBlank() ? Hash128.of(bytes).toHex() : name;
    putIfAbsent(IMAGE_URL, Readable.bounded(WellFormed.of(called), 1 << 10));
  }

  /** Sets all captions; they replace the field {@code caption}. */
  public void setCaptions(List<Caption> all) {
    captions = all;
  }

  public void setInContent(boolean value) {
    inContent = value;
  }

  /** Removes outdated metadata. */
  public void forget(Set<String> names) {
    metadata.keySet().removeAll(names);
  }

  /** The pair, or an unreadable record when it has neither an image nor an address of one. */
  @Override
  public InputRecord toRecord() {
    finish();
    String imageUrl = taken(IMAGE_URL).strip();
    if (imageUrl.isEmpty()) {
      String detail = "no image, and no address in " + String.join(", ", candidates(IMAGE_URL));
      return unreadable(FailReason.MISSING_IMAGE, detail);
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

  private List<Caption> caption() {
    String text = taken(CAPTION).strip();
    return text.isEmpty()
        ? List.of()
        : List.of(Caption.of(CaptionKind.ALT, text).withLanguage(language(), score()));
  }

  /** The hashed content is the image if the input contains it, else its address. */
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

  /** Stated pixels, also as a decimal (pandas writes 640.0 in a column with gaps); else 0. */
  private int pixels(String field) {
    double pixels = Readable.number(taken(field));
    return pixels >= 0 && pixels <= Integer.MAX_VALUE ? (int) pixels : 0;
  }
}
