package io.millrace.shards.pair;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.WellFormed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of a pair in a shard without the image: those of img2dataset, then further ones. JSON
 * and Parquet use the same names in the same order.
 *
 * @param url address of the image
 * @param caption the filtered and scored caption, or ""
 * @param key name of the sample in its tar, or "" without a tar
 * @param exif EXIF fields of the image as a JSON object
 * @param sha256 of the fetched bytes, as in img2dataset
 * @param pageUrl address of the page, or ""
 * @param language of the caption, or ""
 * @param pageLanguage of the page, or ""
 * @param phash perceptual hash as hexadecimal digits, or ""
 * @param score similarity of image and caption, if measured
 * @param captions all captions in order
 * @param metadata all other fields as a JSON object of texts with sorted keys
 */
public record PairRow(
    String url,
    String caption,
    String key,
    int width,
    int height,
    int originalWidth,
    int originalHeight,
    String exif,
    String sha256,
    String id,
    String pageUrl,
    String timestamp,
    String source,
    String language,
    double languageScore,
    String pageLanguage,
    boolean inContent,
    String format,
    String originalFormat,
    long originalBytes,
    String phash,
    OptionalDouble score,
    List<Caption> captions,
    String metadata) {

  /** Metadata field that becomes {@code phash}. */
  public static final String PHASH = "phash";

  /** Metadata field that becomes {@code score}. */
  public static final String SCORE = "score";

  private static final ObjectMapper MAPPER =
      new ObjectMapper(DocumentJson.factory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Status of a downloaded sample in img2dataset. */
  public static final String SUCCESS = "success";

  /**
   * @throws IllegalArgumentException when the pair has no decoded image
   */
  public static PairRow of(ImageTextPair pair, String key) {
    if (pair.image().isEmpty() || pair.facts().isEmpty()) {
      throw new IllegalArgumentException("pair " + pair.id() + " has no decoded image");
    }
    ImageFacts facts = pair.facts().get();
    Optional<Caption> main = mainCaption(pair);
    SortedMap<String, String> rest = new TreeMap<>(pair.metadata());
    OptionalDouble score = number(rest.get(SCORE));
    if (score.isPresent()) {
      rest.remove(SCORE);
    }
    String phash = rest.getOrDefault(PHASH, "");
    rest.remove(PHASH);
    return new PairRow(
        pair.imageUrl(),
        main.map(Caption::text).orElse(""),
        key,
        facts.width(),
        facts.height(),
        facts.originalWidth(),
        facts.originalHeight(),
        json(facts.exif()),
        facts.originalSha256(),
        pair.id(),
        pair.url(),
        pair.timestamp(),
        pair.source(),
        main.map(Caption::language).orElse(""),
        main.map(Caption::languageScore).filter(Double::isFinite).orElse(0.0),
        pair.language(),
        pair.inContent(),
        facts.format(),
        facts.originalFormat(),
        facts.originalBytes(),
        phash,
        score,
        pair.captions(),
        json(rest));
  }

  /** The main caption of the pair: the first ALT, else CAPTION, else TITLE, else the first one. */
  public static Optional<Caption> mainCaption(ImageTextPair pair) {
    return pair.caption(CaptionKind.ALT)
        .or(() -> pair.caption(CaptionKind.CAPTION))
        .or(() -> pair.caption(CaptionKind.TITLE))
        .or(() -> pair.captions().stream().findFirst());
  }

  private static OptionalDouble number(String text) {
    try {
      double value = text == null ? Double.NaN : Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException none) {
      return OptionalDouble.empty();
    }
  }

  private static String json(SortedMap<String, String> map) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = DocumentJson.factory().createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : WellFormed.keys(map).entrySet()) {
        json.writeStringField(entry.getKey(), WellFormed.of(entry.getValue()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return text.toString();
  }

  /**
   * Reads the JSON of {@link #toJson}; unknown fields are ignored.
   *
   * @throws IOException when the bytes are not such JSON
   */
  public static PairRow read(byte[] bytes) throws IOException {
    JsonNode json = MAPPER.readTree(bytes);
    if (json == null || !json.isObject()) {
      throw new IOException("the JSON of a pair is no object");
    }
    JsonNode score = json.path("score");
    return new PairRow(
        text(json, "url"),
        text(json, "caption"),
        text(json, "key"),
        number(json, "width").intValue(),
        number(json, "height").intValue(),
        number(json, "original_width").intValue(),
        number(json, "original_height").intValue(),
        text(json, "exif"),
        text(json, "sha256"),
        text(json, "id"),
        text(json, "page_url"),
        text(json, "timestamp"),
        text(json, "source"),
        text(json, "language"),
        number(json, "language_score").doubleValue(),
        text(json, "page_language"),
        json.path("in_content").asBoolean(true),
        text(json, "format"),
        text(json, "original_format"),
        number(json, "original_bytes").longValue(),
        text(json, "phash"),
        score.isNumber() ? OptionalDouble.of(score.doubleValue()) : OptionalDouble.empty(),
        captions(json.path("captions")),
        text(json, "metadata"));
  }

  private static String text(JsonNode json, String name) throws IOException {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new IOException("field '" + name + "' of a pair is no text");
    }
    return value.textValue();
  }

  private static JsonNode number(JsonNode json, String name) throws IOException {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw new IOException("field '" + name + "' of a pair is no number");
    }
    return value;
  }

  /**
   * Reads captions in the form of {@link #toJson}.
   *
   * @throws IOException when they have another form
   */
  public static List<Caption> captions(JsonNode list) throws IOException {
    List<Caption> captions = new ArrayList<>();
    for (JsonNode each : list) {
      String kind = text(each, "kind").toUpperCase(Locale.ROOT);
      String text = text(each, "text");
      double score = number(each, "language_score").doubleValue();
      try {
        captions.add(new Caption(CaptionKind.valueOf(kind), text, text(each, "language"), score));
      } catch (IllegalArgumentException none) {
        throw new IOException("a caption of a pair is none: " + none.getMessage(), none);
      }
    }
    return captions;
  }

  /** Names and values of a JSON object as text; nested values are written as JSON. */
  public static SortedMap<String, String> texts(String object) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : MAPPER.readTree(object).properties()) {
      JsonNode value = field.getValue();
      map.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
    }
    return map;
  }

  /** The pair without {@link ImageFacts}. */
  public ImageTextPair pair(byte[] image) throws IOException {
    SortedMap<String, String> all = texts(metadata);
    if (!phash.isEmpty()) {
      all.put(PHASH, phash);
    }
    score.ifPresent(value -> all.put(SCORE, Double.toString(value)));
    return new ImageTextPair(
        id,
        url,
        pageUrl,
        timestamp,
        source,
        pageLanguage,
        captions,
        inContent,
        0,
        0,
        all,
        Optional.of(image),
        Optional.empty());
  }

  /** The facts about the image; the brightness, which shards do not contain, is black. */
  public ImageFacts facts() throws IOException {
    return new ImageFacts(
        format,
        width,
        height,
        originalFormat,
        originalWidth,
        originalHeight,
        originalBytes,
        sha256,
        new byte[ImageFacts.LUMA_SIDE * ImageFacts.LUMA_SIDE],
        texts(exif));
  }

  public byte[] toJson() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 11);
    try (JsonGenerator json = DocumentJson.factory().createGenerator(bytes)) {
      write(json);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    DocumentJson.writeText(json, "url", url);
    DocumentJson.writeText(json, "caption", caption);
    DocumentJson.writeText(json, "key", key);
    json.writeStringField("status", SUCCESS);
    json.writeNullField("error_message");
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
    json.writeNumberField("original_width", originalWidth);
    json.writeNumberField("original_height", originalHeight);
    DocumentJson.writeText(json, "exif", exif);
    DocumentJson.writeText(json, "sha256", sha256);
    DocumentJson.writeText(json, "id", id);
    DocumentJson.writeText(json, "page_url", pageUrl);
    DocumentJson.writeText(json, "timestamp", timestamp);
    DocumentJson.writeText(json, "source", source);
    DocumentJson.writeText(json, "language", language);
    json.writeNumberField("language_score", languageScore);
    DocumentJson.writeText(json, "page_language", pageLanguage);
    json.writeBooleanField("in_content", inContent);
    DocumentJson.writeText(json, "format", format);
    DocumentJson.writeText(json, "original_format", originalFormat);
    json.writeNumberField("original_bytes", originalBytes);
    DocumentJson.writeText(json, "phash", phash);
    DocumentJson.writeNumber(json, "score", score.orElse(Double.NaN));
    writeCaptions(json);
    DocumentJson.writeText(json, "metadata", metadata);
    json.writeEndObject();
  }

  private void writeCaptions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("captions");
    for (Caption each : captions) {
      json.writeStartObject();
      json.writeStringField("kind", each.kind().key());
      DocumentJson.writeText(json, "text", each.text());
      DocumentJson.writeText(json, "language", each.language());
      double probability = each.languageScore();
      json.writeNumberField("language_score", Double.isFinite(probability) ? probability : 0);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
