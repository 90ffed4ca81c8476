package io.millrace.rephrase.prompt;

import io.millrace.corpus.Hash128;
import io.millrace.rephrase.prompt.Answer.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Selects the pairs of a passage to keep, as Nemotron-CC does for its diverse questions: in
 * shuffled order, a uniform random number from 1 to max(1, 10 * tokens / 150). The draw depends
 * only on the document and the passage.
 */
public final class QuestionSample {

  private static final int PAIRS = 10;
  private static final int PER_TOKENS = 150;

  private QuestionSample() {}

  /**
   * @param documentId id of the source document
   * @param passage number of the passage in it
   * @param tokens of the passage
   * @return the selected pairs in their new order
   */
  public static List<Pair> of(List<Pair> pairs, String documentId, int passage, int tokens) {
    Hash128 hash = Hash128.of(documentId + "/" + passage);
    // the specification of the JDK defines the generator and the shuffle
    Random random = new Random(hash.high() ^ hash.low());
    List<Pair> shuffled = new ArrayList<>(pairs);
    Collections.shuffle(shuffled, random);
    long most = Math.max(1, (long) PAIRS * Math.max(0, tokens) / PER_TOKENS);
    int kept = 1 + random.nextInt((int) Math.min(most, Integer.MAX_VALUE - 1));
    return List.copyOf(shuffled.subList(0, Math.min(kept, shuffled.size())));
  }

  /** Writes pairs as text, with the markers in the language of a prompt. */
  public static String text(List<Pair> pairs, Prompt prompt) {
    return new AnswerForms(null, prompt.shape().markers(), 1).text(pairs);
  }
}
