package io.millrace.pipelines.recipe;

import java.util.List;
import java.util.stream.Stream;

/**
 * Changes of a recipe by the command line.
 *
 * @param sets {@code PATH=VALUE}, such as {@code stages.langid.threshold=.8}; the value is YAML.
 *     Entries of a list are addressed by their name, or by their number from 0
 * @param inputs replace the recipe's inputs if not empty; other settings of an input of the same
 *     kind stay
 */
public record Overrides(List<String> sets, List<Input> inputs) {

  /** {@code --input KIND=GLOB}. */
  public record Input(String kind, String glob) {}

  public Overrides {
    sets = List.copyOf(sets);
    inputs = List.copyOf(inputs);
  }

  public static Overrides none() {
    return new Overrides(List.of(), List.of());
  }

  /** Adds a {@code --set}. */
  public Overrides set(String assignment) {
    return new Overrides(Stream.concat(sets.stream(), Stream.of(assignment)).toList(), inputs);
  }

  /** Adds an {@code --input}. */
  public Overrides input(String kind, String glob) {
    Input input = new Input(kind, glob);
    return new Overrides(sets, Stream.concat(inputs.stream(), Stream.of(input)).toList());
  }
}
