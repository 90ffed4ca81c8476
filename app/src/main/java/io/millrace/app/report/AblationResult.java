package io.millrace.app.report;

import io.millrace.trainer.ablate.Row;
import io.millrace.trainer.ablate.RunScores;
import io.millrace.trainer.evaluate.ClozeAnswer;
import io.millrace.trainer.evaluate.DocumentScore;
import java.util.List;
import java.util.Locale;

/**
 * Result of an ablation, as in {@code ablation.json}.
 *
 * @param trainings names; the first one is compared with each other one
 * @param seeds pairs of runs
 * @param tokens tokens that each run read
 * @param steps steps of each run
 * @param parameters numbers of the model
 * @param documents held-out documents for the measures
 * @param questions questions of the cloze task
 * @param trainedOn held-out documents that are left out because a training reads their text under
 *     another id
 * @param comparisons comparisons with the first training
 */
public record AblationResult(
    String millraceVersion,
    List<String> trainings,
    int seeds,
    long tokens,
    long steps,
    long parameters,
    int documents,
    int questions,
    int trainedOn,
    List<Comparison> comparisons,
    List<Run> runs) {

  /** Indented JSON. */
  public byte[] json() {
    return InlinePage.json(this);
  }

  /** A self-contained page. */
  public byte[] html() {
    return InlinePage.html(
        "ablation.html",
        String.join(", ", trainings),
        List.of("report.css", "curves.css", "ablation.css"),
        List.of("tables.js", "curves.js", "ablation.js"),
        this);
  }

  /** A comparison of two trainings. */
  public record Comparison(String first, String second, List<Line> lines) {}

  /**
   * A measure on a group of documents.
   *
   * @param count documents or questions
   * @param first mean of the first training
   * @param difference second minus first
   * @param low lower end of the 95 % interval, or null when there are too few documents
   */
  public record Line(
      String measure,
      String group,
      int count,
      double first,
      double second,
      double difference,
      Double low,
      Double high,
      String verdict) {}

  /**
   * A run.
   *
   * @param bitsPerByte over all documents
   * @param clozeAccuracy share of correct answers, or null without questions
   * @param curve points [tokens, loss]
   */
  public record Run(
      String training, int seed, double bitsPerByte, Double clozeAccuracy, List<double[]> curve) {}

  /** Makes a comparison from its rows. */
  public static Comparison comparison(String first, String second, List<Row> rows) {
    return new Comparison(
        first, second, rows.stream().map(row -> line(row, first, second)).toList());
  }

  private static Line line(Row row, String first, String second) {
    double low = row.difference().interval().low();
    double high = row.difference().interval().high();
    String verdict =
        switch (row.verdict()) {
          case FIRST_IS_BETTER -> first + " is better";
          case SECOND_IS_BETTER -> second + " is better";
          case CANNOT_TELL -> Double.isNaN(low) ? "too few documents" : "cannot tell";
        };
    return new Line(
        row.measure().name().toLowerCase(Locale.ROOT),
        row.group(),
        row.difference().documents(),
        row.first(),
        row.second(),
        row.difference().estimate(),
        Double.isNaN(low) ? null : low,
        Double.isNaN(high) ? null : high,
        verdict);
  }

  /** Makes a run from its scores. */
  public static Run run(String training, int seed, RunScores scores, List<double[]> curve) {
    double nats = scores.documents().stream().mapToDouble(DocumentScore::nats).sum();
    long bytes = scores.documents().stream().mapToLong(DocumentScore::bytes).sum();
    long correct = scores.answers().stream().filter(ClozeAnswer::correct).count();
    return new Run(
        training,
        seed,
        nats / StrictMath.log(2) / bytes,
        scores.answers().isEmpty() ? null : (double) correct / scores.answers().size(),
        List.copyOf(curve));
  }

  /** Describes what the intervals cover. */
  public static String over(int seeds) {
    return seeds > 1
        ? "95 %, paired bootstrap over " + seeds + " seeds and the documents"
        : "95 %, paired bootstrap over the documents only: with one seed, the intervals do not cover"
            + " the effect of the seed";
  }
}
