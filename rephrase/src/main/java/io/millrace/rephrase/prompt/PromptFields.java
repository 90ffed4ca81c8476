package io.millrace.rephrase.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Takes the settings of a mapping one by one; what is left over at the end is an error. */
final class PromptFields {

  private final PromptYaml.Mapping mapping;
  private final String owner;
  private final Set<String> asked = new TreeSet<>();

  PromptFields(PromptYaml.Node node, String owner) {
    if (!(node instanceof PromptYaml.Mapping own)) {
      throw new PromptException(node.place(), owner + " must be a mapping of names to values");
    }
    this.mapping = own;
    this.owner = owner;
  }

  PromptYaml.Place place() {
    return mapping.place();
  }

  boolean has(String name) {
    asked.add(name);
    return mapping.nodes().containsKey(name);
  }

  /** A text with its place, or null. */
  PromptYaml.Text node(String name) {
    if (!has(name)) {
      return null;
    }
    PromptYaml.Node node = mapping.nodes().get(name);
    if (node instanceof PromptYaml.Text text && !text.value().isBlank()) {
      return text;
    }
    throw new PromptException(node.place(), "'" + name + "' of " + owner + " must be a text");
  }

  String text(String name, String otherwise) {
    PromptYaml.Text node = node(name);
    return node == null ? otherwise : node.value();
  }

  String needed(String name) {
    PromptYaml.Text node = node(name);
    if (node == null) {
      throw new PromptException(mapping.place(), owner + " needs '" + name + "'");
    }
    return node.value();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (has(name)) {
      if (!(mapping.nodes().get(name) instanceof PromptYaml.Items items)) {
        throw new PromptException(
            mapping.nodes().get(name).place(), "'" + name + "' of " + owner + " must be a list");
      }
      for (PromptYaml.Node item : items.nodes()) {
        if (!(item instanceof PromptYaml.Text text) || text.value().isBlank()) {
          throw new PromptException(item.place(), "'" + name + "' must be a list of texts");
        }
        texts.add(text.value());
      }
    }
    return texts;
  }

  PromptYaml.Mapping mapping(String name) {
    if (!has(name)) {
      throw new PromptException(mapping.place(), owner + " needs '" + name + "'");
    }
    if (mapping.nodes().get(name) instanceof PromptYaml.Mapping own) {
      return own;
    }
    throw new PromptException(
        mapping.nodes().get(name).place(), "'" + name + "' of " + owner + " must be a mapping");
  }

  /** The settings below a name; none when it is absent. */
  PromptFields fields(String name) {
    PromptYaml.Node node =
        has(name)
            ? mapping.nodes().get(name)
            : new PromptYaml.Mapping(mapping.place(), java.util.Map.of(), java.util.Map.of());
    return new PromptFields(node, "'" + name + "' of " + owner);
  }

  int whole(String name, int otherwise, int min, int max) {
    return (int) number(name, otherwise, min, max, true);
  }

  double decimal(String name, double otherwise, double min, double max) {
    return number(name, otherwise, min, max, false);
  }

  private double number(String name, double otherwise, double min, double max, boolean whole) {
    PromptYaml.Text node = node(name);
    if (node == null) {
      return otherwise;
    }
    String kind = whole ? "a whole number" : "a number";
    double value;
    try {
      value = whole ? Integer.parseInt(node.value()) : Double.parseDouble(node.value());
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(value >= min && value <= max)) {
      String range = whole ? (int) min + " to " + (int) max : min + " to " + max;
      throw new PromptException(
          node.place(),
          "'"
              + name
              + "' is '"
              + PromptYaml.shown(node.value())
              + "'; it must be "
              + kind
              + ", "
              + range);
    }
    return value;
  }

  boolean truth(String name, boolean otherwise) {
    PromptYaml.Text node = node(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.value().equals("true") && !node.value().equals("false")) {
      throw new PromptException(node.place(), "'" + name + "' must be true or false");
    }
    return node.value().equals("true");
  }

  <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
    PromptYaml.Text node = node(name);
    if (node == null) {
      return otherwise;
    }
    Set<String> known = new TreeSet<>();
    for (E constant : type.getEnumConstants()) {
      String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (written.equals(node.value())) {
        return constant;
      }
      known.add(written);
    }
    throw new PromptException(
        node.place(),
        "unknown "
            + name
            + " '"
            + PromptYaml.shown(node.value())
            + "'; there are "
            + String.join(", ", known));
  }

  /** Refuses what nobody asked for. */
  void finish() {
    mapping
        .keys()
        .forEach(
            (name, place) -> {
              if (!asked.contains(name)) {
                throw new PromptException(
                    place,
                    "unknown setting '"
                        + PromptYaml.shown(name)
                        + "' of "
                        + owner
                        + "; its settings are "
                        + String.join(", ", asked));
              }
            });
  }
}
