package io.millrace.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A document as one line of JSON: {@code id text url timestamp source language language_score
 * metadata}, in this order, metadata sorted by key; a rephrased one adds {@code origin {id style
 * model prompt passages}}. Equal documents give equal bytes.
 *
 * <p>The line holds no line break and is UTF-8; only what JSON demands is escaped. Lone surrogates
 * become U+FFFD ({@link WellFormed}). The score is the shortest decimal that reads back as the same
 * double; one that is no finite number is written as 0, which means unknown.
 *
 * <p>Reading takes fields in any order and ignores those it does not know; a missing text field is
 * "". A repeated field is an error.
 */
public final class DocumentJson {

  private static final int MAX_NESTING = 100;

  /** Texts up to this many bytes may be copied. */
  private static final int MAX_COPIED = 1 << 20;

  /** Writes shortest doubles on every JDK; {@code Double.toString} does so only since JDK 19. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          // keys come from web pages: they must not fill the intern table or stop reading
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(MAX_NESTING)
                  .build())
          .build();

  private DocumentJson() {}

  /** The factory behind every JSON line millrace writes; generators leave their target open. */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /** The line of a document, without the line break. */
  public static byte[] toBytes(Document document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(document.text().length() + 512);
    try {
      write(document, bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** Writes the line of a document, without the line break, and leaves the stream open. */
  public static void write(Document document, OutputStream out) throws IOException {
    write(EncodedDocument.of(document), out);
  }

  public static void write(EncodedDocument document, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      writeFields(document, json);
      json.writeEndObject();
    }
  }

  /** Writes a document's fields into the generator's current object. */
  public static void writeFields(EncodedDocument encoded, JsonGenerator json) throws IOException {
    Document document = encoded.rest();
    writeText(json, "id", document.id());
    writeUtf8(json, "text", encoded.text());
    writeText(json, "url", document.url());
    writeText(json, "timestamp", document.timestamp());
    writeText(json, "source", document.source());
    writeText(json, "language", document.language());
    double score = document.languageScore();
    json.writeNumberField("language_score", Double.isFinite(score) ? score : 0);
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, String> entry : WellFormed.keys(document.metadata()).entrySet()) {
      writeText(json, entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    if (document.origin().isPresent()) {
      writeOrigin(document.origin().get(), json);
    }
  }

  private static void writeOrigin(Origin origin, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("origin");
    writeText(json, "id", origin.id());
    writeText(json, "style", origin.style());
    writeText(json, "model", origin.model());
    writeText(json, "prompt", origin.prompt());
    json.writeNumberField("passages", origin.passages());
    json.writeEndObject();
  }

  /** Writes one number field; null when the number is not finite. */
  public static void writeNumber(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  /** Writes one text field, made well formed. */
  public static void writeText(JsonGenerator json, String name, String value) throws IOException {
    writeUtf8(json, name, WellFormed.of(value).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Escapes the bytes here in runs, because the generator looks at them one by one. A huge text
   * goes to the generator unescaped, which saves a copy.
   */
  private static void writeUtf8(JsonGenerator json, String name, byte[] utf8) throws IOException {
    json.writeFieldName(name);
    if (utf8.length > MAX_COPIED) {
      json.writeUTF8String(utf8, 0, utf8.length);
    } else {
      byte[] escaped = JsonEscapes.escaped(utf8);
      json.writeRawUTF8String(escaped, 0, escaped.length);
    }
  }

  /**
   * @throws IOException when the bytes are not one JSON object whose fields have the types of a
   *     document's
   */
  public static Document fromBytes(byte[] line) throws IOException {
    return fromBytes(line, 0, line.length);
  }

  public static Document fromBytes(byte[] line, int offset, int length) throws IOException {
    try (JsonParser json = FACTORY.createParser(line, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the line is not a JSON object");
      }
      Document document = readFields(json);
      if (json.nextToken() != null) {
        throw new IOException("something follows the JSON object");
      }
      return document;
    }
  }

  private static Document readFields(JsonParser json) throws IOException {
    String id = "";
    String text = "";
    String url = "";
    String timestamp = "";
    String source = "";
    String language = "";
    double score = 0;
    SortedMap<String, String> metadata = new TreeMap<>();
    Optional<Origin> origin = Optional.empty();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "id" -> id = readText(json, name);
        case "text" -> text = readText(json, name);
        case "url" -> url = readText(json, name);
        case "timestamp" -> timestamp = readText(json, name);
        case "source" -> source = readText(json, name);
        case "language" -> language = readText(json, name);
        case "language_score" -> score = readNumber(json, name);
        case "metadata" -> readMetadata(json, metadata);
        case "origin" -> origin = readOrigin(json);
        default -> json.skipChildren();
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the JSON object is cut");
    }
    return new Document(id, text, url, timestamp, source, language, score, metadata, origin);
  }

  private static String readText(JsonParser json, String name) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException("field '" + name + "' is no text");
    }
    return json.getText();
  }

  private static double readNumber(JsonParser json, String name) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw new IOException("field '" + name + "' is no number");
    }
    return json.getDoubleValue();
  }

  private static void readMetadata(JsonParser json, SortedMap<String, String> metadata)
      throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("field 'metadata' is no object");
    }
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      json.nextToken();
      metadata.put(key, readText(json, "metadata." + key));
    }
  }

  private static Optional<Origin> readOrigin(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("field 'origin' is no object");
    }
    String id = "";
    String style = "";
    String model = "";
    String prompt = "";
    double passages = 0;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      json.nextToken();
      switch (key) {
        case "id" -> id = readText(json, "origin.id");
        case "style" -> style = readText(json, "origin.style");
        case "model" -> model = readText(json, "origin.model");
        case "prompt" -> prompt = readText(json, "origin.prompt");
        case "passages" -> passages = readNumber(json, "origin.passages");
        default -> json.skipChildren();
      }
    }
    if (!(passages >= 0 && passages <= Integer.MAX_VALUE)) {
      throw new IOException("field 'origin.passages' is " + passages);
    }
    return Optional.of(new Origin(id, style, model, prompt, (int) passages));
  }
}
