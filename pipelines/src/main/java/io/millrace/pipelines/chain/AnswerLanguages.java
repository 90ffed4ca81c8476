package io.millrace.pipelines.chain;

import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.rephrase.gate.LanguageIdentifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Identifies the language of a model's answers by fastText, for several threads. */
public final class AnswerLanguages implements LanguageIdentifier {

  private final FastTextModel model;

  /** One is for one thread at a time; there are as many as there were threads at once. */
  private final Queue<FastTextIdentifier> free = new ConcurrentLinkedQueue<>();

  private AnswerLanguages(FastTextModel model) {
    this.model = model;
  }

  /**
   * @param file a fastText model
   * @throws IOException if it cannot be read or is none
   */
  public static AnswerLanguages read(Path file) throws IOException {
    return new AnswerLanguages(FastTextModel.read(file));
  }

  @Override
  public Guess identify(String text) {
    FastTextIdentifier taken = free.poll();
    FastTextIdentifier own = taken == null ? new FastTextIdentifier(model) : taken;
    FastTextIdentifier.Prediction found = own.identify(text);
    free.add(own);
    // fastText's sums are a little over 1 at times
    return new Guess(found.language(), Math.min(1, found.score()));
  }
}
