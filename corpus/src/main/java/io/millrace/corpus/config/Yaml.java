package io.millrace.corpus.config;

import java.util.List;
import java.util.Optional;

/** A YAML document whose every node knows its place; what a recipe is read from. */
public sealed interface Yaml {

  Place place();

  /** What a scalar is by YAML 1.2's core schema; a quoted one is always text. */
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

  /** A list. */
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

  /** A name and its value. */
  record Entry(Scalar key, Yaml value) {}

  /**
   * Reads one document. Size, nesting and the growth by aliases are bounded; tags and names given
   * twice are errors.
   *
   * @param source name of the file, for messages
   * @throws ConfigException if it is not YAML or past a bound
   */
  static Yaml parse(String text, String source) {
    return new YamlReader(text, source, false).read();
  }

  /** Reads the value of a command-line option; its places are the option. */
  static Yaml parseOption(String text, String option) {
    return new YamlReader(text, option, true).read();
  }

  /** The node below names within each other; empty if one of them is not there. */
  default Optional<Yaml> at(String... path) {
    Optional<Yaml> node = Optional.of(this);
    for (String name : path) {
      node =
          node.flatMap(n -> n instanceof Mapping m ? m.find(name) : Optional.empty())
              .map(Entry::value);
    }
    return node;
  }

  /** The node as an error message names it. */
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

  /** True if nothing stands after the colon or dash. */
  default boolean isNothing() {
    return this instanceof Scalar scalar && scalar.type() == ScalarType.NOTHING;
  }
}
