package io.millrace.pipelines.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.PerLanguage;
import io.millrace.corpus.config.SettingKind;
import io.millrace.corpus.config.SettingsModel;
import io.millrace.corpus.settings.Address;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Recipes and settings as JSON, with secrets unless stated otherwise. */
final class RecipeJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  // Double.toString is the shortest text only from Java 19 on; the hash must not depend on the JDK.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
              .build()
              .setCharacterEscapes(new YamlEscapes()));

  /** Escapes characters that YAML does not allow, so that the JSON is also YAML. */
  private static final class YamlEscapes extends CharacterEscapes {

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      boolean control = c >= 0x7f && c < 0xa0;
      boolean mark = c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe;
      return control || mark
          ? new SerializedString("\\u" + HexFormat.of().toHexDigits((char) c))
          : null;
    }
  }

  private RecipeJson() {}

  static ObjectNode of(Recipe recipe) {
    ObjectNode json = NODES.objectNode();
    ArrayNode inputs = json.putArray("inputs");
    for (Recipe.Input input : recipe.inputs()) {
      inputs.addObject().set(input.kind(), of(input.settings()));
    }
    ArrayNode stages = json.putArray("stages");
    for (Recipe.Stage stage : recipe.stages()) {
      stages.addObject().set(stage.name(), of(stage.settings()));
    }
    json.setAll(of(recipe.settings()));
    if (!recipe.output().kafka().isOn()) {
      // left out, so that recipes from before this setting keep their text and hash
      ((ObjectNode) json.get("output")).remove("kafka");
    }
    return sorted(json);
  }

  static ObjectNode of(Record settings) {
    ObjectNode json = NODES.objectNode();
    for (SettingsModel.Field field : SettingsModel.of(settings.getClass()).fields()) {
      Object value = field.of(settings);
      boolean auto = field.setting().auto() && value.equals(0);
      json.set(field.name(), auto ? NODES.textNode(SettingKind.AUTO) : value(value));
    }
    return sorted(json);
  }

  static JsonNode value(Object value) {
    if (value instanceof PerLanguage perLanguage) {
      ObjectNode json = NODES.objectNode().put("default", perLanguage.byDefault());
      perLanguage.languages().forEach(json::put);
      return sorted(json);
    }
    if (value instanceof List<?> list) {
      ArrayNode json = NODES.arrayNode();
      list.forEach(element -> json.add(value(element)));
      return json;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode json = NODES.objectNode();
      map.forEach((name, element) -> json.set((String) name, value(element)));
      return sorted(json);
    }
    if (value instanceof Record record) {
      return of(record);
    }
    return scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Enum<?> constant) {
      return NODES.textNode(SettingKind.kebab(constant));
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (value instanceof Double real) {
      return NODES.numberNode(real);
    }
    if (value instanceof Number whole) {
      return NODES.numberNode(whole.longValue());
    }
    return NODES.textNode(value instanceof Address address ? address.reveal() : (String) value);
  }

  /** Removes the secrets of all addresses. */
  static JsonNode withoutSecrets(JsonNode json) {
    if (json.isTextual()) {
      return NODES.textNode(Address.redact(json.textValue()));
    }
    if (json instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(element -> copy.add(withoutSecrets(element)));
      return copy;
    }
    if (json.isObject()) {
      ObjectNode copy = NODES.objectNode();
      json.fields().forEachRemaining(f -> copy.set(f.getKey(), withoutSecrets(f.getValue())));
      return copy;
    }
    return json;
  }

  private static ObjectNode sorted(ObjectNode json) {
    TreeMap<String, JsonNode> fields = new TreeMap<>();
    json.fields().forEachRemaining(f -> fields.put(f.getKey(), f.getValue()));
    ObjectNode sorted = NODES.objectNode();
    sorted.setAll(fields);
    return sorted;
  }

  static String line(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Indented text with a final {@code \n}, the same on every platform. */
  static String pretty(JsonNode json) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
