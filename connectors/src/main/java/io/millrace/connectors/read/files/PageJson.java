package io.millrace.connectors.read.files;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.read.FieldMap;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.Timestamps;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.WellFormed;
import io.millrace.shards.file.DamagedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads pages from JSON objects: {@code url}, {@code timestamp}, {@code content_type}, and the
 * resource as text in {@code body} or as Base64 in {@code body_base64}; optionally {@code id} and
 * {@code source}. Other fields, such as {@code http_status}, are metadata.
 */
final class PageJson {

  static final String BODY = "body";
  static final String BODY_BASE64 = "body_base64";

  private static final String SOURCE = "page";
  private static final String METADATA = "metadata";
  private static final Set<String> OWN =
      Set.of("url", "timestamp", "content_type", "id", "source", BODY, BODY_BASE64);

  private final InputSettings settings;

  PageJson(InputSettings settings) {
    this.settings = settings;
  }

  /** Name of the collection when a page states none. */
  String source() {
    return settings.sourceOr(SOURCE);
  }

  InputRecord of(JsonNode object) {
    String url = bounded(text(object, "url"));
    String written = text(object, "timestamp");
    String timestamp = Timestamps.normalise(written);
    String own = text(object, "source");
    String source = settings.sourceOr(own.isEmpty() ? SOURCE : bounded(own));
    TreeMap<String, String> metadata = metadata(object);
    if (timestamp.isEmpty() && !written.isBlank()) {
      metadata.putIfAbsent("timestamp", bounded(written));
    }
    if (!own.isEmpty() && !own.equals(source)) {
      metadata.putIfAbsent("source", bounded(own));
    }
    if (!settings.language().isEmpty()) {
      metadata.putIfAbsent(FieldMap.DECLARED_LANGUAGE, settings.language());
    }
    String ownId = text(object, "id");
    try {
      byte[] body = body(object);
      String id =
          ownId.isEmpty()
              ? RecordId.ofContent(source, url, timestamp, body)
              : RecordId.ofOwn(ownId);
      return new Page(
          id,
          url,
          timestamp,
          source,
          contentType(object),
          body,
          Collections.unmodifiableSortedMap(metadata));
    } catch (DamagedInputException damaged) {
      String id =
          ownId.isEmpty()
              ? RecordId.ofContent(source, url, timestamp, metadata.toString())
              : RecordId.ofOwn(ownId);
      return new UnreadableRecord(
          id,
          url,
          timestamp,
          source,
          damaged.reason(),
          Readable.oneLine(damaged.getMessage()),
          "",
          Collections.unmodifiableSortedMap(metadata));
    }
  }

  private static byte[] body(JsonNode object) throws DamagedInputException {
    JsonNode text = object.path(BODY);
    if (text.isTextual()) {
      return WellFormed.of(text.textValue()).getBytes(StandardCharsets.UTF_8);
    }
    JsonNode encoded = object.path(BODY_BASE64);
    if (!encoded.isTextual()) {
      throw new DamagedInputException(
          FailReason.MISSING_TEXT, "no text in " + BODY + ", and none in " + BODY_BASE64);
    }
    try {
      return Base64Variants.MIME_NO_LINEFEEDS.decode(encoded.textValue());
    } catch (IllegalArgumentException malformed) {
      throw new DamagedInputException(FailReason.BAD_ENCODING, BODY_BASE64 + " is no Base64");
    }
  }

  /** A textual body is UTF-8 here, whatever encoding the server used. */
  private static String contentType(JsonNode object) {
    String type = bounded(text(object, "content_type"));
    if (!object.path(BODY).isTextual()) {
      return type;
    }
    int parameters = type.indexOf(';');
    String plain = parameters < 0 ? type : type.substring(0, parameters);
    return plain.isBlank() ? "" : plain.strip() + "; charset=utf-8";
  }

  private static TreeMap<String, String> metadata(JsonNode object) {
    TreeMap<String, String> metadata = new TreeMap<>();
    JsonNode nested = object.path(METADATA);
    if (nested.isObject()) {
      addAll(nested, Set.of(), metadata);
    }
    addAll(object, OWN, metadata);
    return metadata;
  }

  private static void addAll(JsonNode object, Set<String> known, Map<String, String> metadata) {
    Iterator<Map.Entry<String, JsonNode>> fields = object.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      boolean lifted = field.getKey().equals(METADATA) && value.isObject();
      if (!known.contains(field.getKey()) && !value.isNull() && !lifted) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        metadata.put(field.getKey(), bounded(text));
      }
    }
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isValueNode() && !value.isNull() ? WellFormed.of(value.asText()) : "";
  }

  private static String bounded(String text) {
    return Readable.bounded(WellFormed.of(text), Readable.MAX_FIELD);
  }
}
