package io.millrace.pipelines.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tdunning.math.stats.MergingDigest;
import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.settings.LanguageCodes;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values learned from a corpus: stop words, and thresholds of the stage {@code culturax} from
 * quantiles, as in CulturaX (Nguyen et al. 2023): if high values are good, the 10th percentile is
 * the floor; if low values are good, the 90th is the ceiling. For counts and lengths, millrace sets
 * a floor. Digests are merged and filled in a fixed order, so the same corpus gives the same file.
 *
 * @param recipe hash of the recipe of the measured run
 * @param percentile percentile of a floor, 0 to 50; a ceiling is at 100 minus this
 * @param documents documents measured, by language
 * @param thresholds by signal, then by language
 * @param stopWords stop words by language
 */
public record Calibration(
    String recipe,
    double percentile,
    SortedMap<String, Long> documents,
    SortedMap<String, SortedMap<String, Double>> thresholds,
    SortedMap<String, List<String>> stopWords) {

  /** Version of the file's layout. */
  public static final int FORMAT_VERSION = 1;

  /** Stage whose thresholds are learned. */
  public static final String STAGE = "culturax";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Thresholds have 4 digits; quantiles are not more exact. */
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /**
   * Learns thresholds.
   *
   * @param digests digest of each {@code stage.signal} by language
   * @param rules rules of the stage, which tell floors from ceilings
   * @param stopWords lists of a {@link StopWordLearner}
   * @param minimum fewest documents of a language that gets its own thresholds
   */
  public static Calibration learn(
      String recipe,
      SortedMap<String, SortedMap<String, MergingDigest>> digests,
      List<Rule> rules,
      SortedMap<String, List<String>> stopWords,
      double percentile,
      long minimum) {
    SortedMap<String, Long> documents = new TreeMap<>();
    SortedMap<String, SortedMap<String, Double>> thresholds = new TreeMap<>();
    for (Rule rule : rules) {
      SortedMap<String, Double> ofSignal = new TreeMap<>();
      digests
          .getOrDefault(STAGE + "." + rule.signal(), Collections.emptySortedMap())
          .forEach(
              (language, digest) -> {
                if (LanguageCodes.isCode(language) && digest.size() >= minimum) {
                  double rank = percentile / 100;
                  boolean floor = rule.side() == Rule.Side.AT_LEAST;
                  ofSignal.put(language, rounded(digest.quantile(floor ? rank : 1 - rank)));
                  documents.merge(language, digest.size(), Math::max);
                }
              });
      if (!ofSignal.isEmpty()) {
        thresholds.put(rule.signal(), ofSignal);
      }
    }
    return new Calibration(recipe, percentile, documents, thresholds, stopWords);
  }

  /**
   * Explains which languages got no thresholds.
   *
   * @param digests digest of each {@code stage.signal} by language
   * @param languages languages of the input
   * @param minimum as for {@link #learn}
   * @return the reason by language; {@code und} for documents without a language
   */
  public SortedMap<String, String> leftOut(
      SortedMap<String, SortedMap<String, MergingDigest>> digests,
      Set<String> languages,
      long minimum) {
    SortedMap<String, Long> measured = new TreeMap<>();
    languages.forEach(language -> measured.put(language, 0L));
    digests.forEach(
        (signal, byLanguage) -> {
          if (signal.startsWith(STAGE + ".")) {
            byLanguage.forEach((name, digest) -> measured.merge(name, digest.size(), Math::max));
          }
        });
    measured.keySet().removeAll(documents.keySet());
    SortedMap<String, String> reasons = new TreeMap<>();
    measured.forEach(
        (language, count) -> {
          String name = language.isEmpty() ? Shards.UNKNOWN_LANGUAGE : language;
          if (language.isEmpty()) {
            reasons.put(name, count + " documents have no language");
          } else if (!LanguageCodes.isCode(language)) {
            reasons.put(name, "it is not a language code" + LanguageCodes.hint(language));
          } else {
            reasons.put(name, count + " documents were measured, fewer than " + minimum);
          }
        });
    return reasons;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /**
   * The file as JSON, which is also YAML, with one threshold per line, suited to version control.
   */
  public byte[] toBytes() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format_version", FORMAT_VERSION);
    root.put("recipe_sha256", recipe);
    root.put("percentile", percentile);
    root.set("documents", JSON.valueToTree(documents));
    root.set("thresholds", JSON.valueToTree(thresholds));
    root.set("stop_words", JSON.valueToTree(stopWords));
    return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is no valid calibration file; the message names it
   */
  public static Calibration read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no calibration file '" + file + "'");
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(
          "calibration file '" + file + "': " + notJson.getOriginalMessage(), notJson);
    }
    if (root.path("format_version").asInt() != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "'" + file + "' is not a file of calibrate, or has another version");
    }
    Calibration read;
    try {
      read =
          new Calibration(
              root.path("recipe_sha256").asText(),
              root.path("percentile").asDouble(),
              JSON.convertValue(
                  root.path("documents"), new TypeReference<TreeMap<String, Long>>() {}),
              JSON.convertValue(
                  root.path("thresholds"),
                  new TypeReference<TreeMap<String, SortedMap<String, Double>>>() {}),
              JSON.convertValue(
                  root.path("stop_words"), new TypeReference<TreeMap<String, List<String>>>() {}));
    } catch (IllegalArgumentException wrongShape) {
      throw new IllegalArgumentException(
          "calibration file '" + file + "' has another structure", wrongShape);
    }
    read.checkLanguages(file);
    return read;
  }

  private void checkLanguages(Path file) {
    SortedSet<String> languages = new TreeSet<>(documents.keySet());
    thresholds.values().forEach(byLanguage -> languages.addAll(byLanguage.keySet()));
    languages.addAll(stopWords.keySet());
    for (String language : languages) {
      if (!LanguageCodes.isCode(language)) {
        throw new IllegalArgumentException(
            "calibration file '"
                + file
                + "': unknown language '"
                + Wording.show(language)
                + "'"
                + LanguageCodes.hint(language));
      }
    }
  }

  /** Thresholds of the calibrated languages by signal; the default of each is NaN, for none. */
  public SortedMap<String, PerLanguage> perLanguage() {
    SortedMap<String, PerLanguage> limits = new TreeMap<>();
    thresholds.forEach(
        (signal, languages) -> limits.put(signal, PerLanguage.of(Double.NaN, languages)));
    return limits;
  }
}
