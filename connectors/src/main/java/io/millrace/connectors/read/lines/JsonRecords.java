package io.millrace.connectors.read.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.read.Fields;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.Unreadable;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.DamagedInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Makes records from JSON objects. */
public final class JsonRecords implements LineRecords {

  private static final int MAX_NESTING = 100;
  private static final int MAX_NUMBER_LENGTH = 1000;
  private static final String METADATA = "metadata";

  private final InputSettings settings;
  private final InputKind kind;
  private final ObjectMapper mapper;

  public JsonRecords(InputSettings settings, InputKind kind) {
    this.settings = settings;
    this.kind = kind;
    this.mapper = mapper(settings);
  }

  /** A JSON parser with limits. */
  public static ObjectMapper mapper(InputSettings settings) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_NESTING)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxStringLength((int) settings.maxRecordBytes())
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // JSON is UTF-8 (RFC 8259, 8.1)
            .build();
    return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Parses UTF-8 bytes. The parser accepts some bytes that are not UTF-8, so they are checked
   * first.
   *
   * @throws DamagedInputException with BAD_ENCODING when the bytes are not UTF-8
   * @throws JsonProcessingException when they are not JSON or exceed the limits
   */
  public static JsonNode parse(ObjectMapper mapper, byte[] bytes, int offset, int length)
      throws DamagedInputException, JsonProcessingException {
    Readable.requireUtf8(bytes, offset, length);
    try {
      return mapper.readTree(bytes, offset, length);
    } catch (JsonProcessingException malformed) {
      throw malformed;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public String source() {
    return settings.sourceOr(kind.key());
  }

  @Override
  public InputRecord of(byte[] bytes, int offset, int length) {
    try {
      JsonNode object = parse(mapper, bytes, offset, length);
      return object.isObject()
          ? ofObject(object)
          : unreadable(FailReason.DAMAGED_JSON, "not an object", bytes, offset, length);
    } catch (DamagedInputException damaged) {
      return unreadable(damaged.reason(), damaged.getMessage(), bytes, offset, length);
    } catch (JsonProcessingException malformed) {
      String detail = malformed.getOriginalMessage();
      return unreadable(FailReason.DAMAGED_JSON, detail, bytes, offset, length);
    }
  }

  private InputRecord unreadable(
      FailReason reason, String detail, byte[] bytes, int offset, int length) {
    byte[] line = Arrays.copyOfRange(bytes, offset, offset + length);
    return Unreadable.text(source(), reason, detail, line);
  }

  public InputRecord ofObject(JsonNode object) {
    Fields fields = Fields.of(settings, kind);
    fill(fields, object);
    return fields.toRecord();
  }

  /** Passes all fields of an object to a collector. */
  public static void fill(Fields fields, JsonNode object) {
    for (String field : fields.names()) {
      for (String name : fields.candidates(field)) {
        Optional<JsonNode> value = find(object, name);
        if (value.isPresent() && fields.take(field, name, scalar(value.get()))) {
          break;
        }
      }
    }
    JsonNode metadata = object.path(METADATA);
    if (metadata.isObject()) {
      addRest(metadata, METADATA + '.', fields);
    }
    addRest(object, "", fields);
  }

  /** The value of a field, whose name may contain dots, or the value at a dotted path. */
  private static Optional<JsonNode> find(JsonNode object, String name) {
    JsonNode direct = object.get(name);
    if (direct != null) {
      return Optional.of(direct);
    }
    int dot = name.indexOf('.');
    if (dot <= 0) {
      return Optional.empty();
    }
    JsonNode inner = object.get(name.substring(0, dot));
    return inner != null && inner.isObject()
        ? find(inner, name.substring(dot + 1))
        : Optional.empty();
  }

  /** The text of a scalar; null for other values. */
  private static String scalar(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private static void addRest(JsonNode object, String prefix, Fields fields) {
    Iterator<Map.Entry<String, JsonNode>> all = object.fields();
    while (all.hasNext()) {
      Map.Entry<String, JsonNode> field = all.next();
      JsonNode value = field.getValue();
      boolean flattened = prefix.isEmpty() && field.getKey().equals(METADATA) && value.isObject();
      if (!value.isNull() && !flattened) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        fields.addRest(prefix + field.getKey(), field.getKey(), text);
      }
    }
  }
}
