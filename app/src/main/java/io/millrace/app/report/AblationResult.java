package io.millrace.app.report;

import io.millrace.trainer.ablate.Row;
import io.millrace.trainer.ablate.RunScores;
import io.millrace.trainer.evaluate.ClozeAnswer;
import io.millrace.trainer.evaluate.DocumentScore;
import java.util.List;
import java.util.Locale;

/**
 * What an ablation found, as in {@code ablation.json}.
 *
 * @param millraceVersion version that ran
 * @param trainings names, the first one compared with each other one
 * @param seeds pairs of runs
 * @param tokens that each run read
 * @param steps of each run
 * @param parameters of the model
 * @param documents held out, that were measured by
 * @param questions of the cloze task
 * @param trainedOn held-out documents left out because their text is trained on under another id
 * @param comparisons with the first training
 * @param runs each
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

  /** Two trainings. */
  public record Comparison(String first, String second, List<Line> lines) {}

  /**
   * A measure on some documents.
   *
   * @param count documents or questions
   * @param first mean of the first training
   * @param difference second minus first
   * @param low end of the 95 % interval, or null when there are too few documents
   * @param verdict for people
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
   * @param bitsPerByte of all documents
   * @param clozeAccuracy of all questions, or null without any
   * @param curve [tokens, loss] over its length
   */
  public record Run(
      String training, int seed, double bitsPerByte, Double clozeAccuracy, List<double[]> curve) {}

  /** From the rows of a comparison. */
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

  /** From the scores of a run. */
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

  /** What intervals are over. */
  public static String over(int seeds) {
    return seeds > 1
        ? "95 %, paired bootstrap over " + seeds + " seeds and the documents"
        : "95 %, paired bootstrap over the documents alone: with one seed, luck of the seed is in"
            + " the differences and not in the intervals";
  }
}
