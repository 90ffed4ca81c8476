package io.millrace.pipelines.recipe;

import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.TreeEdit;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.config.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts the short forms of inputs to the long one: a list of mappings from a kind to its
 * settings. Other content stays, and the reader reports it.
 */
final class InputTree {

  private static final String INPUTS = "inputs";
  private static final String PATHS = "paths";

  private InputTree() {}

  /** The recipe with its inputs in long form. */
  static Yaml lengthen(Yaml root) {
    if (!(root instanceof Yaml.Mapping mapping)) {
      return root;
    }
    List<Yaml.Entry> entries = new ArrayList<>();
    for (Yaml.Entry entry : mapping.entries()) {
      boolean inputs = entry.key().text().equals(INPUTS);
      entries.add(inputs ? new Yaml.Entry(entry.key(), list(entry.value())) : entry);
    }
    return new Yaml.Mapping(mapping.place(), entries);
  }

  private static Yaml list(Yaml inputs) {
    List<Yaml> items = new ArrayList<>();
    if (inputs instanceof Yaml.Mapping mapping) {
      for (Yaml.Entry entry : mapping.entries()) {
        items.add(new Yaml.Mapping(entry.key().place(), List.of(longEntry(entry))));
      }
    } else if (inputs instanceof Yaml.Sequence sequence) {
      for (Yaml item : sequence.items()) {
        items.add(longItem(item));
      }
    } else {
      return inputs;
    }
    return new Yaml.Sequence(inputs.place(), items);
  }

  private static Yaml longItem(Yaml item) {
    if (!(item instanceof Yaml.Mapping mapping)) {
      return item;
    }
    return new Yaml.Mapping(
        mapping.place(), mapping.entries().stream().map(InputTree::longEntry).toList());
  }

  private static Yaml.Entry longEntry(Yaml.Entry entry) {
    Yaml value = entry.value();
    if (value instanceof Yaml.Mapping || value.isNothing()) {
      return entry;
    }
    List<Yaml> paths = value instanceof Yaml.Sequence s ? s.items() : List.of(value);
    return new Yaml.Entry(entry.key(), withPaths(List.of(), value.place(), paths));
  }

  /** The recipe with its inputs replaced. */
  static Yaml replace(Yaml root, List<Overrides.Input> inputs) {
    if (inputs.isEmpty() || !(root instanceof Yaml.Mapping mapping)) {
      return root;
    }
    Map<String, List<Yaml>> globs = new LinkedHashMap<>();
    for (Overrides.Input input : inputs) {
      Place option = option(input.kind());
      Yaml.Scalar glob = new Yaml.Scalar(option, input.glob(), Yaml.ScalarType.TEXT);
      globs.computeIfAbsent(input.kind(), k -> new ArrayList<>()).add(glob);
    }
    List<Yaml> items = new ArrayList<>();
    globs.forEach(
        (kind, paths) -> {
          Place option = option(kind);
          Yaml settings = withPaths(settings(mapping, kind), option, paths);
          Yaml.Entry entry = new Yaml.Entry(text(kind, option), settings);
          items.add(new Yaml.Mapping(option, List.of(entry)));
        });
    Place option = Place.option("--input");
    List<Yaml.Entry> entries = new ArrayList<>(mapping.entries());
    entries.removeIf(e -> e.key().text().equals(INPUTS));
    entries.add(new Yaml.Entry(text(INPUTS, option), new Yaml.Sequence(option, items)));
    return new Yaml.Mapping(mapping.place(), entries);
  }

  private static Place option(String kind) {
    return Place.option("--input " + Wording.show(kind));
  }

  /** Settings of the first input of a kind. */
  private static List<Yaml.Entry> settings(Yaml.Mapping root, String kind) {
    Yaml inputs = root.find(INPUTS).map(Yaml.Entry::value).orElse(root);
    if (inputs instanceof Yaml.Sequence sequence) {
      for (Yaml item : sequence.items()) {
        boolean same = TreeEdit.name(item).filter(kind::equals).isPresent();
        if (same
            && item instanceof Yaml.Mapping mapping
            && mapping.entries().get(0).value() instanceof Yaml.Mapping settings) {
          return settings.entries();
        }
      }
    }
    return List.of();
  }

  private static Yaml withPaths(List<Yaml.Entry> settings, Place place, List<Yaml> paths) {
    List<Yaml.Entry> entries = new ArrayList<>(settings);
    entries.removeIf(e -> e.key().text().equals(PATHS));
    entries.add(new Yaml.Entry(text(PATHS, place), new Yaml.Sequence(place, paths)));
    return new Yaml.Mapping(place, entries);
  }

  private static Yaml.Scalar text(String text, Place place) {
    return new Yaml.Scalar(place, text, Yaml.ScalarType.TEXT);
  }
}
