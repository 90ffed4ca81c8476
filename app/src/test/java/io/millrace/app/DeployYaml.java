package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads YAML files of deploy/ as maps and lists. */
final class DeployYaml {

  private DeployYaml() {}

  /** All documents of a file; duplicate keys are an error. */
  static List<Map<?, ?>> all(Path file) throws IOException {
    LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    List<Map<?, ?>> documents = new ArrayList<>();
    for (Object document : new Load(strict).loadAllFromString(Files.readString(file))) {
      documents.add((Map<?, ?>) merged(document));
    }
    assertThat(documents).as(file.toString()).isNotEmpty();
    return documents;
  }

  static Object one(Path file) throws IOException {
    List<Map<?, ?>> documents = all(file);
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  /** Merge keys, which Docker supports and YAML 1.2 does not. */
  private static Object merged(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(DeployYaml::merged).toList();
    }
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<Object, Object> all = new LinkedHashMap<>();
    if (map.get("<<") instanceof Map<?, ?> base) {
      all.putAll((Map<?, ?>) merged(base));
    }
    map.forEach(
        (name, value) -> {
          if (!name.equals("<<")) {
            all.put(name, merged(value));
          }
        });
    return all;
  }

  /** The value at a path of keys, or null. */
  static Object at(Object node, String... path) {
    Object found = node;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  /** The text at a path of keys. */
  static String text(Object node, String... path) {
    Object found = at(node, path);
    assertThat(found).as(String.join(".", path)).isInstanceOf(String.class);
    return (String) found;
  }

  /** Calls an action for every mapping with this key. */
  static void each(Object node, String name, Consumer<Map<?, ?>> found) {
    if (node instanceof List<?> list) {
      list.forEach(item -> each(item, name, found));
    } else if (node instanceof Map<?, ?> map) {
      if (map.containsKey(name)) {
        found.accept(map);
      }
      map.values().forEach(value -> each(value, name, found));
    }
  }
}
