package io.millrace.corpus.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies one {@code --set} option to the tree of a recipe. */
public final class TreeEdit {

  /** Depth of the entries of 'inputs' and 'stages'; entries of deeper lists have no names. */
  private static final int LISTED_BY_NAME = 1;

  private final Place option;
  private final List<String> path;
  private final Yaml value;

  private TreeEdit(Place option, List<String> path, Yaml value) {
    this.option = option;
    this.path = path;
    this.value = value;
  }

  /**
   * @throws ConfigException if the option is malformed or names an entry that does not exist
   */
  public static Yaml set(Yaml root, String assignment) {
    int equals = assignment.indexOf('=');
    String key = equals < 0 ? assignment : assignment.substring(0, equals).strip();
    Place option = Place.option("--set " + Wording.show(key));
    if (equals < 0) {
      throw new ConfigException(option, "write it as PATH=VALUE");
    }
    // a model's name may contain a dot
    String[] parts = key.startsWith("models.") ? key.split("\\.", 2) : key.split("\\.", -1);
    List<String> path = List.of(parts);
    if (path.contains("") || path.size() > YamlReader.MAX_DEPTH) {
      throw new ConfigException(option, "the path has an empty part or too many");
    }
    Yaml value = Yaml.parseOption(assignment.substring(equals + 1), option.source());
    return new TreeEdit(option, path, value).edit(root, 0);
  }

  private Yaml edit(Yaml node, int at) {
    if (at == path.size()) {
      return value;
    }
    if (node instanceof Yaml.Sequence sequence) {
      return inSequence(sequence, at);
    }
    if (node instanceof Yaml.Mapping mapping) {
      return inMapping(mapping, at);
    }
    List<Yaml.Entry> entries = new ArrayList<>();
    if (!node.isNothing()) {
      // a number that becomes a mapping by language: the given number stays the default
      entries.add(new Yaml.Entry(text("default"), node));
    }
    return inMapping(new Yaml.Mapping(option, entries), at);
  }

  private Yaml inMapping(Yaml.Mapping mapping, int at) {
    String name = path.get(at);
    List<Yaml.Entry> entries = new ArrayList<>(mapping.entries());
    for (int i = 0; i < entries.size(); i++) {
      Yaml.Entry entry = entries.get(i);
      if (entry.key().text().equals(name)) {
        entries.set(i, new Yaml.Entry(entry.key(), edit(entry.value(), at + 1)));
        return new Yaml.Mapping(mapping.place(), entries);
      }
    }
    entries.add(new Yaml.Entry(text(name), edit(nothing(), at + 1)));
    return new Yaml.Mapping(mapping.place(), entries);
  }

  private Yaml inSequence(Yaml.Sequence sequence, int at) {
    List<Yaml> items = new ArrayList<>(sequence.items());
    int index = index(items, at);
    Yaml item = items.get(index);
    items.set(index, at == LISTED_BY_NAME ? named(item, at) : edit(item, at + 1));
    return new Yaml.Sequence(sequence.place(), items);
  }

  /**
   * An input or stage is a name, or a name with its settings; the rest of the path is in the
   * settings.
   */
  private Yaml named(Yaml item, int at) {
    Yaml.Entry entry;
    if (item instanceof Yaml.Mapping mapping && mapping.entries().size() == 1) {
      entry = mapping.entries().get(0);
    } else if (item instanceof Yaml.Scalar scalar) {
      entry = new Yaml.Entry(scalar, nothing());
    } else {
      return edit(item, at + 1);
    }
    Yaml.Entry edited = new Yaml.Entry(entry.key(), edit(entry.value(), at + 1));
    return new Yaml.Mapping(item.place(), List.of(edited));
  }

  private int index(List<Yaml> items, int at) {
    String name = path.get(at);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      boolean named = at == LISTED_BY_NAME && name(items.get(i)).filter(name::equals).isPresent();
      if (named || name.equals(Integer.toString(i))) {
        found.add(i);
      }
    }
    String list = String.join(".", path.subList(0, at));
    if (found.size() > 1) {
      String message = "'" + list + "' has " + found.size() + " entries '" + Wording.show(name);
      throw new ConfigException(option, message + "'; name one by its number, from 0");
    }
    if (found.isEmpty()) {
      List<String> names = items.stream().flatMap(item -> name(item).stream()).toList();
      String hint =
          at == LISTED_BY_NAME
              ? Wording.hint(name, names, "", "it has")
              : "; its entries are numbered from 0 and there are " + items.size();
      throw new ConfigException(
          option, "'" + list + "' has no entry '" + Wording.show(name) + "'" + hint);
    }
    return found.get(0);
  }

  /** Name of an entry that is a name or a name with settings. */
  public static Optional<String> name(Yaml item) {
    if (item instanceof Yaml.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    if (item instanceof Yaml.Mapping mapping && mapping.entries().size() == 1) {
      return Optional.of(mapping.entries().get(0).key().text());
    }
    return Optional.empty();
  }

  private Yaml.Scalar text(String text) {
    return new Yaml.Scalar(option, text, Yaml.ScalarType.TEXT);
  }

  private Yaml.Scalar nothing() {
    return new Yaml.Scalar(option, "", Yaml.ScalarType.NOTHING);
  }
}
