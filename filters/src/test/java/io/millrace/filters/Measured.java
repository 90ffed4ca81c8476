package io.millrace.filters;

import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.corpus.Document;
import io.millrace.filters.text.TextAnalyzer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a stage on one text. */
public final class Measured {

  private static final TextAnalyzer ANALYZER = new TextAnalyzer();

  private Measured() {}

  /** A document with only a text and a language. */
  public static Document document(String language, String text) {
    return new Document("", text, "", "", "", language, 1, Collections.emptySortedMap());
  }

  /** The signals of a text by name. Checks that the filter writes only to its own places. */
  public static Map<String, Double> signals(Filter filter, String language, String text) {
    double[] out = new double[filter.signals().size() + 2];
    out[0] = -7;
    out[out.length - 1] = -7;
    filter.measure(document(language, text), ANALYZER.analyze(text), out, 1);
    if (out[0] != -7 || out[out.length - 1] != -7) {
      throw new AssertionError("the filter wrote outside its places");
    }
    return named(filter.signals(), out);
  }

  /** The reasons of the rules that a text breaks, in order. */
  public static List<String> broken(Filter filter, String language, String text) {
    Map<String, Double> signals = signals(filter, language, text);
    return filter.rules().stream()
        .filter(rule -> rule.isBrokenBy(signals.get(rule.signal()), language))
        .map(Rule::reason)
        .map(Object::toString)
        .toList();
  }

  /** Cleans a text and adds its signals by name to a map. */
  public static String clean(
      Cleaner cleaner, String language, String text, Map<String, Double> signals) {
    double[] out = new double[cleaner.signals().size() + 1];
    String clean = cleaner.clean(document(language, text), ANALYZER.analyze(text), out, 1);
    signals.putAll(named(cleaner.signals(), out));
    return clean;
  }

  private static Map<String, Double> named(List<String> names, double[] out) {
    Map<String, Double> signals = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      signals.put(names.get(i), out[i + 1]);
    }
    return signals;
  }
}
