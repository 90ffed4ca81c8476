package io.millrace.pipelines.recipe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.Names;
import io.millrace.corpus.config.Bounds;
import io.millrace.corpus.config.SettingKind;
import io.millrace.corpus.config.SettingsModel;
import io.millrace.corpus.settings.LanguageCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * JSON Schema (draft 2020-12) of recipes, for editors, generated from the settings records. Only
 * the reader checks what compact constructors check beyond ranges, and that no stage occurs twice.
 */
public final class RecipeSchema {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecipeSchema() {}

  /** The schema as indented JSON, the same bytes for the same catalog. */
  public static String json(StageCatalog catalog) {
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "millrace recipe");
    root.put("description", "What to read, what to do with it, and what to write.");
    ObjectNode properties = fields(root, RecipeSettings.class);
    root.put("type", "object");
    properties.set("inputs", inputs(catalog.inputs()));
    properties.set("stages", stages(catalog.stages()));
    ((ObjectNode) properties.get("models")).set("propertyNames", names(catalog.models()));
    root.putArray("required").add("inputs").add("stages");
    return RecipeJson.pretty(root);
  }

  /** Writes the schema to a file; creates its folder if needed. */
  public static void write(StageCatalog catalog, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, json(catalog));
  }

  /** True if the file holds what {@link #write} would write. */
  public static boolean isCurrent(StageCatalog catalog, Path file) throws IOException {
    return Files.exists(file) && Files.readString(file).equals(json(catalog));
  }

  private static ObjectNode inputs(Map<String, Class<? extends Record>> kinds) {
    ObjectNode oneKind = NODES.objectNode().put("type", "object");
    oneKind.put("additionalProperties", false).put("minProperties", 1).put("maxProperties", 1);
    ObjectNode anyKind = NODES.objectNode().put("type", "object");
    anyKind.put("additionalProperties", false).put("minProperties", 1);
    ObjectNode one = oneKind.putObject("properties");
    ObjectNode any = anyKind.putObject("properties");
    kinds.forEach(
        (kind, type) -> {
          one.set(kind, input(type));
          any.set(kind, input(type));
        });
    ObjectNode inputs = NODES.objectNode();
    inputs.put("description", "What is read: each a kind with its paths.");
    ArrayNode forms = inputs.putArray("anyOf");
    ObjectNode list = forms.addObject().put("type", "array").put("minItems", 1);
    list.set("items", oneKind);
    forms.add(anyKind);
    return inputs;
  }

  private static ObjectNode input(Class<? extends Record> type) {
    ObjectNode settings = record(type);
    if (SettingsModel.of(type).find("paths").isEmpty()) {
      return settings;
    }
    ObjectNode path = NODES.objectNode().put("type", "string").put("minLength", 1);
    ObjectNode input = NODES.objectNode();
    ArrayNode forms = input.putArray("anyOf");
    forms.add(path);
    forms.addObject().put("type", "array").put("minItems", 1).set("items", path.deepCopy());
    settings.putArray("required").add("paths");
    settings.put("type", "object");
    forms.add(settings);
    return input;
  }

  private static ObjectNode stages(Map<String, Class<? extends Record>> records) {
    ObjectNode stages = NODES.objectNode();
    stages.put("description", "What is done, in order: each a name, or a name with its settings.");
    stages.put("type", "array");
    ArrayNode forms = stages.putObject("items").putArray("anyOf");
    forms.add(names(records.keySet()));
    ObjectNode withSettings = forms.addObject().put("type", "object");
    withSettings.put("additionalProperties", false);
    withSettings.put("minProperties", 1).put("maxProperties", 1);
    ObjectNode properties = withSettings.putObject("properties");
    records.forEach((name, type) -> properties.set(name, record(type)));
    return stages;
  }

  private static ObjectNode names(Set<String> names) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode values = schema.putArray("enum");
    names.forEach(values::add);
    return schema;
  }

  /** A settings record, which may be null. */
  private static ObjectNode record(Class<? extends Record> type) {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("type").add("object").add("null");
    fields(schema, type);
    return schema;
  }

  private static ObjectNode fields(ObjectNode schema, Class<? extends Record> type) {
    SettingsModel model = SettingsModel.of(type);
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (SettingsModel.Field field : model.fields()) {
      ObjectNode property = kind(field.kind(), Bounds.of(field.setting()), field.setting().names());
      if (field.setting().auto()) {
        ObjectNode number = property;
        property = NODES.objectNode();
        property.putArray("anyOf").add(number).addObject().put("const", SettingKind.AUTO);
      }
      property.put("description", field.setting().value());
      if (!(field.kind() instanceof SettingKind.Nested)) {
        property.set("default", RecipeJson.value(field.of(model.defaults())));
      }
      properties.set(field.name(), property);
    }
    return properties;
  }

  private static ObjectNode kind(SettingKind kind, Bounds bounds, Names names) {
    ObjectNode schema = NODES.objectNode();
    if (kind instanceof SettingKind.Nested nested) {
      return record(nested.type());
    }
    if (kind instanceof SettingKind.Choice choice) {
      choice.names().forEach(schema.putArray("enum")::add);
      return schema;
    }
    if (kind instanceof SettingKind.ListOf list) {
      schema.put("type", "array").set("items", kind(list.element(), bounds, names));
      return schema;
    }
    if (kind instanceof SettingKind.MapOf map) {
      schema.put("type", "object");
      if (names == Names.LANGUAGES) {
        schema.putObject("propertyNames").put("pattern", "^(" + LanguageCodes.SHAPE + ")$");
      }
      schema.set("additionalProperties", kind(map.value(), bounds, names));
      return schema;
    }
    return switch ((SettingKind.Simple) kind) {
      case BOOLEAN -> schema.put("type", "boolean");
      case INT -> number("integer", bounds.within(Integer.MIN_VALUE, Integer.MAX_VALUE));
      case LONG -> number("integer", bounds);
      case REAL -> number("number", bounds);
      case TEXT -> text(schema, names);
      case ADDRESS -> schema.put("type", "string");
      case PER_LANGUAGE -> perLanguage(bounds);
    };
  }

  private static ObjectNode text(ObjectNode schema, Names names) {
    schema.put("type", "string");
    // an empty text means none
    return names == Names.LANGUAGES
        ? schema.put("pattern", "^(" + LanguageCodes.SHAPE + "|)$")
        : schema;
  }

  private static ObjectNode perLanguage(Bounds bounds) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode forms = schema.putArray("anyOf");
    forms.add(number("number", bounds));
    ObjectNode byLanguage = forms.addObject().put("type", "object");
    byLanguage.putObject("propertyNames").put("pattern", "^(default|" + LanguageCodes.SHAPE + ")$");
    byLanguage.set("additionalProperties", number("number", bounds));
    return schema;
  }

  private static ObjectNode number(String type, Bounds bounds) {
    ObjectNode schema = NODES.objectNode().put("type", type);
    if (bounds.isBelow()) {
      bound(schema, "minimum", bounds.min());
    }
    if (bounds.isAbove()) {
      bound(schema, "maximum", bounds.max());
    }
    return schema;
  }

  private static void bound(ObjectNode schema, String name, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      schema.put(name, (long) value);
    } else {
      schema.put(name, value);
    }
  }
}
