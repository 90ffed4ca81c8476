package io.millrace.pipelines.chain;

import io.millrace.langid.LanguageModel;
import io.millrace.rephrase.gate.LanguageGuesser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Identifies the language of a model's answers by a model, for several threads. */
public final class AnswerLanguages implements LanguageGuesser {

  private final LanguageModel model;

  /** One is for one thread at a time; there are as many as there were threads at once. */
  private final Queue<io.millrace.langid.LanguageIdentifier> free = new ConcurrentLinkedQueue<>();

  private AnswerLanguages(LanguageModel model) {
    this.model = model;
  }

  /**
   * @param file a model of fastText or OpenNLP
   * @throws IOException if it cannot be read or is none
   */
  public static AnswerLanguages read(Path file) throws IOException {
    return new AnswerLanguages(LanguageModel.read(file));
  }

  @Override
  public Guess identify(String text) {
    io.millrace.langid.LanguageIdentifier taken = free.poll();
    io.millrace.langid.LanguageIdentifier own = taken == null ? model.identifier() : taken;
    io.millrace.langid.LanguageIdentifier.Prediction found = own.identify(text);
    free.add(own);
    // fastText's sums are a little over 1 at times
    return new Guess(found.language(), Math.min(1, found.score()));
  }
}
