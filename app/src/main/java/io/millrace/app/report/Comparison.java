package io.millrace.app.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts with the rephrasings that models made of them.
 *
 * @param subjects the compared pairs of style and model
 * @param texts in the order of the command line
 */
public record Comparison(String millraceVersion, List<Subject> subjects, List<Text> texts) {

  public Comparison {
    subjects = List.copyOf(subjects);
    texts = List.copyOf(texts);
  }

  /** A self-contained page. */
  public byte[] html() {
    return InlinePage.html(
        "compare.html",
        "",
        List.of("report.css", "compare.css"),
        List.of("tables.js", "compare.js"),
        this);
  }

  /**
   * A style with a model.
   *
   * @param description one line about the style
   */
  public record Subject(String style, String model, String description) {}

  /**
   * A text with its passages.
   *
   * @param name its file
   * @param language ISO 639 code, or "und"
   */
  public record Text(String name, String language, List<Part> passages) {
    public Text {
      passages = List.copyOf(passages);
    }
  }

  /**
   * A passage with an answer of each subject. Styles split texts differently, so passages may
   * overlap, and not every subject has an answer for each passage.
   *
   * @param number within the text, from 0
   */
  public record Part(int number, int tokens, String text, List<Answer> answers) {
    public Part {
      answers = List.copyOf(answers);
    }
  }

  /** Outcome of a passage. */
  public enum Status {
    PASSED,
    FAILED,
    NO_ANSWER
  }

  /**
   * One answer.
   *
   * @param subject index in {@link Comparison#subjects}
   * @param problem why there is no answer or an unreadable one; else ""
   * @param text the answer as a run would emit it; "" when it is unreadable
   * @param raw the answer of the model
   * @param cached whether it came from the cache and cost nothing
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

  /** A broken threshold of a gate. */
  public record Failure(
      String reason, String description, String signal, double value, double threshold) {}
}
