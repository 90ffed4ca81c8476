package io.millrace.corpus.config;

import java.util.List;
import java.util.Optional;

/** A YAML document. Each node knows its position in the file. */
public sealed interface Yaml {

  Place place();

  /** Type of a scalar by YAML 1.2's core schema; a quoted scalar is always text. */
  enum ScalarType {
    TEXT,
    WHOLE_NUMBER,
    NUMBER,
    BOOLEAN,
    NOTHING
  }

  /**
   * A single value.
   *
   * @param text as written, without quotes and with escapes resolved
   */
  record Scalar(Place place, String text, ScalarType type) implements Yaml {}

  record Sequence(Place place, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Names and values in the order of the file; no name occurs twice. */
  record Mapping(Place place, List<Entry> entries) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    public Optional<Entry> find(String key) {
      return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
    }
  }

  record Entry(Scalar key, Yaml value) {}

  /**
   * Reads one document. Size, nesting and the growth by aliases are limited; tags and repeated
   * names are errors.
   *
   * @param source name of the file, for messages
   * @throws ConfigException if it is not YAML or exceeds a limit
   */
  static Yaml parse(String text, String source) {
    return new YamlReader(text, source, false).read();
  }

  /** Reads the value of a command-line option; the option is the place of all nodes. */
  static Yaml parseOption(String text, String option) {
    return new YamlReader(text, option, true).read();
  }

  /** The node at a path of names; empty if one of the names is missing. */
  default Optional<Yaml> at(String... path) {
    Optional<Yaml> node = Optional.of(this);
    for (String name : path) {
      node =
          node.flatMap(n -> n instanceof Mapping m ? m.find(name) : Optional.empty())
              .map(Entry::value);
    }
    return node;
  }

  /** The node for an error message. */
  default String shown() {
    if (this instanceof Sequence) {
      return "a list";
    }
    if (this instanceof Mapping) {
      return "a mapping";
    }
    Scalar scalar = (Scalar) this;
    return switch (scalar.type()) {
      case TEXT -> "'" + Wording.show(scalar.text()) + "'";
      case NOTHING -> "empty";
      default -> Wording.show(scalar.text());
    };
  }

  /** True if the value after the colon or dash is empty. */
  default boolean isNothing() {
    return this instanceof Scalar scalar && scalar.type() == ScalarType.NOTHING;
  }
}
