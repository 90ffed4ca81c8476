package io.millrace.trainer.evaluate;

import io.millrace.trainer.data.TextTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Results of an evaluation.
 *
 * @param sources by source; "" for unknown
 * @param cloze by language, and {@link #ALL} for all together; empty without questions
 */
public record Evaluation(
    PredictionScore all,
    SortedMap<String, PredictionScore> languages,
    SortedMap<String, PredictionScore> sources,
    SortedMap<String, Share> cloze) {

  /** Key of all languages together. */
  public static final String ALL = "*";

  /** Correct answers among questions. */
  public record Share(long correct, long questions) {

    Share plus(Share other) {
      return new Share(correct + other.correct, questions + other.questions);
    }

    /** The share, 0 to 1. */
    public double accuracy() {
      return (double) correct / questions;
    }

    /** Its 95 % interval. */
    public Interval interval() {
      return Interval.wilson(correct, questions);
    }
  }

  /** Sums up scores and answers. */
  public static Evaluation of(List<DocumentScore> scores, List<ClozeAnswer> answers) {
    SortedMap<String, Share> cloze = new TreeMap<>();
    for (ClozeAnswer answer : answers) {
      Share one = new Share(answer.correct() ? 1 : 0, 1);
      cloze.merge(answer.language(), one, Share::plus);
      cloze.merge(ALL, one, Share::plus);
    }
    return new Evaluation(
        PredictionScore.of(scores),
        by(scores, TextTag::language),
        by(scores, TextTag::source),
        cloze);
  }

  private static SortedMap<String, PredictionScore> by(
      List<DocumentScore> scores, Function<TextTag, String> key) {
    SortedMap<String, List<DocumentScore>> groups = new TreeMap<>();
    for (DocumentScore score : scores) {
      groups.computeIfAbsent(key.apply(score.tag()), none -> new ArrayList<>()).add(score);
    }
    SortedMap<String, PredictionScore> result = new TreeMap<>();
    groups.forEach((name, group) -> result.put(name, PredictionScore.of(group)));
    return Collections.unmodifiableSortedMap(result);
  }
}
