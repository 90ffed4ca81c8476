package io.millrace.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups of documents and their shares. Every group has its own order, and groups take turns by
 * their shares.
 */
final class MixtureGroups {

  /** Bellagente et al. 2024, Stable LM 2 1.6B Technical Report, table of pre-training sources. */
  static final SortedMap<String, Double> STABLE_LM_2 =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("*/refinedweb", .329),
              Map.entry("en/culturax", .252),
              Map.entry("*/c4", .0855),
              Map.entry("*/starcoder", .0724),
              Map.entry("*/wikipedia", .0363),
              Map.entry("*/s2orc", .0318),
              Map.entry("*/stackexchange", .0231),
              Map.entry("es/culturax", .0155),
              Map.entry("de/culturax", .0152),
              Map.entry("pt/culturax", .0100),
              Map.entry("fr/culturax", .0097),
              Map.entry("nl/culturax", .0097),
              Map.entry("it/culturax", .0096)));

  private static final String REST = "*";

  /**
   * A group.
   *
   * @param key its name in the weights, or a language
   * @param weight its text, see {@link Size#weight}
   * @param share its relative share of the reading, above 0
   */
  record MixtureGroup(String key, long weight, double share) {}

  private final DataSettings settings;
  private final boolean mixed;
  private final SortedMap<String, Double> weights;

  /**
   * @param mixed false to read every document once, whatever the mixture
   */
  MixtureGroups(DataSettings settings, boolean mixed) {
    this.settings = settings;
    this.mixed = mixed;
    this.weights =
        settings.mixture() == DataSettings.Mixture.STABLE_LM_2 ? STABLE_LM_2 : settings.weights();
  }

  /** The group of documents with a tag, or "" when they are not read. */
  String key(TextTag tag) {
    boolean wanted =
        switch (settings.origin()) {
          case BOTH -> true;
          case ORIGINAL -> !tag.rephrased();
          case REPHRASED -> tag.rephrased();
        };
    if (!wanted) {
      return "";
    }
    if (weights.isEmpty()) {
      return tag.language();
    }
    String language = tag.language();
    String source = tag.source();
    for (String key : List.of(language + '/' + source, language, "*/" + source, REST)) {
      if (weights.getOrDefault(key, 0.0) > 0) {
        return key;
      }
    }
    return "";
  }

  /** The groups that have documents, in the order of their keys. */
  List<MixtureGroup> groups(SortedMap<TextTag, Size> sizes) {
    SortedMap<String, Long> found = new TreeMap<>();
    sizes.forEach((tag, size) -> found.merge(key(tag), size.weight(), Long::sum));
    found.remove("");
    List<MixtureGroup> groups = new ArrayList<>();
    found.forEach((key, weight) -> groups.add(new MixtureGroup(key, weight, share(key, weight))));
    return groups;
  }

  private double share(String key, long weight) {
    if (!mixed) {
      return weight;
    }
    return switch (settings.mixture()) {
      case NATURAL -> weight;
      case TEMPERATURE -> StrictMath.exp(StrictMath.log(weight) / settings.temperature());
      case GIVEN, STABLE_LM_2 -> weights.get(key);
    };
  }
}
