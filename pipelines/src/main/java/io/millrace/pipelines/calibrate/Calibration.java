package io.millrace.pipelines.calibrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.corpus.Rule;
import io.millrace.corpus.settings.PerLanguage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.tdigest.TDigestDouble;

/**
 * Thresholds of the stage {@code culturax} learnt from quantiles, as CulturaX sets them: where high
 * is good, the 10th percentile is the floor; where low is good, the 90th is the ceiling (Nguyen et
 * al. 2023; the direction for counts and lengths is ours: a floor). The digests are mergeable and
 * go through the documents in a fixed order, so the same corpus gives the same file.
 *
 * @param recipe hash of the recipe that the quantiles were measured under
 * @param percentile percentile of a floor, 0 to 50; a ceiling is at 100 minus it
 * @param documents documents measured, by language
 * @param thresholds by signal, then by language
 */
public record Calibration(
    String recipe,
    double percentile,
    SortedMap<String, Long> documents,
    SortedMap<String, SortedMap<String, Double>> thresholds) {

  /** Version of the file's layout. */
  public static final int FORMAT_VERSION = 1;

  /** Stage whose thresholds are learnt. */
  public static final String STAGE = "culturax";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Thresholds are rounded: more digits would only pretend. */
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /**
   * Learns thresholds.
   *
   * @param digests digest of each {@code stage.signal} by language
   * @param rules rules of the stage, which say which side is good
   * @param minimum languages with fewer documents get no thresholds of their own
   */
  public static Calibration learn(
      String recipe,
      SortedMap<String, SortedMap<String, TDigestDouble>> digests,
      List<Rule> rules,
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
                if (!language.isEmpty() && digest.getTotalWeight() >= minimum) {
                  double rank = percentile / 100;
                  boolean floor = rule.side() == Rule.Side.AT_LEAST;
                  ofSignal.put(language, rounded(digest.getQuantile(floor ? rank : 1 - rank)));
                  documents.merge(language, digest.getTotalWeight(), Math::max);
                }
              });
      if (!ofSignal.isEmpty()) {
        thresholds.put(rule.signal(), ofSignal);
      }
    }
    return new Calibration(recipe, percentile, documents, thresholds);
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /**
   * The file, one threshold a line, to be read and kept in version control. JSON, hence also YAML.
   */
  public byte[] toBytes() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format_version", FORMAT_VERSION);
    root.put("recipe_sha256", recipe);
    root.put("percentile", percentile);
    root.set("documents", JSON.valueToTree(documents));
    root.set("thresholds", JSON.valueToTree(thresholds));
    return (JSON.writeValueAsString(root) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Reads a file's thresholds; languages that it does not name keep those of the recipe.
   *
   * @throws IllegalArgumentException when it is no such file
   */
  public static SortedMap<String, PerLanguage> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("thresholds is '" + file + "': there is no such file");
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new IllegalArgumentException(
          "thresholds is '" + file + "': " + notJson.getOriginalMessage(), notJson);
    }
    if (root.path("format_version").asInt() != FORMAT_VERSION
        || !root.path("thresholds").isObject()) {
      throw new IllegalArgumentException(
          "thresholds is '" + file + "': not a file that calibrate wrote, or of another version");
    }
    SortedMap<String, PerLanguage> thresholds = new TreeMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> signals = root.path("thresholds").fields();
        signals.hasNext(); ) {
      Map.Entry<String, JsonNode> signal = signals.next();
      SortedMap<String, Double> languages = new TreeMap<>();
      signal
          .getValue()
          .fields()
          .forEachRemaining(each -> languages.put(each.getKey(), each.getValue().asDouble()));
      thresholds.put(signal.getKey(), PerLanguage.of(Double.NaN, languages));
    }
    return thresholds;
  }
}
