package io.millrace.shards.layout;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.shards.file.HashingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code manifest.json}: fields in the order of {@link Manifest}, names in snake case, the recipe's
 * keys sorted, two spaces a level, {@code \n} line ends. Unknown, repeated and missing fields and
 * other format versions are errors.
 */
public final class ManifestJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")))
          .build();

  private static final String INPUTS = "inputs";
  private static final String SAMPLE = "sample";
  private static final String REPHRASE = "rephrase";
  private static final String CHOICES = "choices";

  /** Lists that are not in the file when they are empty. */
  private static final List<String> OPTIONAL_LISTS = List.of("companions", "takedowns", "plugins");

  private ManifestJson() {}

  public static byte[] write(Manifest manifest) {
    ObjectNode tree = MAPPER.valueToTree(manifest);
    tree.set("recipe", sorted(manifest.recipe()));
    if (manifest.rephrase().equals(Manifest.Rephrase.NONE)) {
      tree.remove(REPHRASE);
    }
    for (String list : OPTIONAL_LISTS) {
      if (tree.get(list).isEmpty()) {
        tree.remove(list);
      }
    }
    if (manifest.inputs().sample().equals(Manifest.Sample.ALL)) {
      ((ObjectNode) tree.get(INPUTS)).remove(SAMPLE);
    }
    try {
      return (MAPPER.writeValueAsString(tree) + '\n').getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a manifest is plain data", e);
    }
  }

  /**
   * @throws IOException when the bytes are not a manifest of a known version
   */
  public static Manifest read(byte[] json) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    int version = tree == null ? 0 : tree.path("format_version").asInt();
    if (version != Manifest.FORMAT_VERSION) {
      String known = "this millrace reads " + Manifest.FORMAT_VERSION;
      throw new IOException("manifest has format version " + version + ", " + known);
    }
    if (!tree.has(REPHRASE)) {
      ((ObjectNode) tree).set(REPHRASE, MAPPER.valueToTree(Manifest.Rephrase.NONE));
    } else if (tree.get(REPHRASE) instanceof ObjectNode rephrase && !rephrase.has(CHOICES)) {
      // manifests of earlier versions have no files of choices
      rephrase.set(CHOICES, JsonNodeFactory.instance.arrayNode());
    }
    for (String list : OPTIONAL_LISTS) {
      if (!tree.has(list)) {
        ((ObjectNode) tree).putArray(list);
      }
    }
    if (tree.get(INPUTS) instanceof ObjectNode inputs && !inputs.has(SAMPLE)) {
      inputs.set(SAMPLE, MAPPER.valueToTree(Manifest.Sample.ALL));
    }
    return MAPPER.treeToValue(tree, Manifest.class);
  }

  /** A tree as JSON without white space, keys of every object sorted, in UTF-8. */
  public static byte[] canonical(JsonNode tree) {
    try {
      return MAPPER
          .writer()
          .without(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(sorted(tree))
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a tree is plain data", e);
    }
  }

  /** Hash of the canonical form, as 64 hexadecimal digits: the identity of a recipe. */
  public static String sha256(JsonNode tree) {
    return HexFormat.of().formatHex(HashingOutput.sha256().digest(canonical(tree)));
  }

  private static JsonNode sorted(JsonNode tree) {
    if (tree.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      tree.fields().forEachRemaining(field -> fields.put(field.getKey(), sorted(field.getValue())));
      return new ObjectNode(JsonNodeFactory.instance).setAll(fields);
    }
    if (tree.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      tree.forEach(item -> items.add(sorted(item)));
      return items;
    }
    return tree;
  }
}
