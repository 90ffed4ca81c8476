package io.millrace.app.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts and what models made of them, side by side.
 *
 * @param millraceVersion version that ran
 * @param subjects what is compared
 * @param texts in the order in which they were given
 */
public record Comparison(String millraceVersion, List<Subject> subjects, List<Text> texts) {

  public Comparison {
    subjects = List.copyOf(subjects);
    texts = List.copyOf(texts);
  }

  /**
   * A style with a model.
   *
   * @param description of the style, one line
   */
  public record Subject(String style, String model, String description) {}

  /**
   * A text with its passages.
   *
   * @param name file it came from
   * @param language ISO 639 code, or "und"
   */
  public record Text(String name, String language, List<Part> passages) {
    public Text {
      passages = List.copyOf(passages);
    }
  }

  /**
   * A passage with an answer of each subject that takes passages of its size. Styles cut texts
   * differently, so passages may overlap.
   *
   * @param number within the text, from 0
   */
  public record Part(int number, int tokens, String text, List<Answer> answers) {
    public Part {
      answers = List.copyOf(answers);
    }
  }

  /** What became of a question to a model. */
  public enum Status {
    PASSED,
    FAILED,
    NO_ANSWER
  }

  /**
   * One answer.
   *
   * @param subject its place in {@link Comparison#subjects}
   * @param problem why there is no answer or no reading of it, or ""
   * @param text the answer as it would be emitted; "" when it could not be read
   * @param raw the answer as it came
   * @param cached whether it was known and cost nothing
   */
  public record Answer(
      int subject,
      Status status,
      String problem,
      String text,
      String raw,
      int promptTokens,
      int completionTokens,
      boolean cached,
      List<Failure> failures,
      SortedMap<String, Double> signals) {
    public Answer {
      failures = List.copyOf(failures);
      signals = Collections.unmodifiableSortedMap(new TreeMap<>(signals));
    }
  }

  /** A threshold of a gate that was passed. */
  public record Failure(
      String reason, String description, String signal, double value, double threshold) {}
}
