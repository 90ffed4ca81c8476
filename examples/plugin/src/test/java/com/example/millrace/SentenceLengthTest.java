package com.example.millrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class SentenceLengthTest {

  private final Filter filter = new SentenceLengthFilter(SentenceLengthSettings.defaults());

  /** An analysis that knows these two numbers only. */
  private static TextAnalysis analysis(int words, int sentences) {
    return (TextAnalysis)
        Proxy.newProxyInstance(
            TextAnalysis.class.getClassLoader(),
            new Class<?>[] {TextAnalysis.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "words" -> words;
                  case "sentences" -> sentences;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private double measure(int words, int sentences) {
    double[] out = new double[1];
    filter.measure(null, analysis(words, sentences), out, 0);
    return out[0];
  }

  @Test
  void meanIsWordsPerSentence() {
    assertEquals(12.5, measure(25, 2));
    assertTrue(Double.isNaN(measure(0, 0)));
  }

  @Test
  void limitDependsOnTheLanguage() {
    Rule rule = filter.rules().get(0);
    assertFalse(rule.isBrokenBy(38, "en"));
    assertTrue(rule.isBrokenBy(38, "de"));
    assertTrue(rule.isBrokenBy(41, "en"));
    assertFalse(rule.isBrokenBy(Double.NaN, "en"));
  }
}
