package io.millrace.pipelines.chain;

import io.millrace.langid.LanguageIdentifier;
import io.millrace.langid.LanguageModel;
import io.millrace.rephrase.gate.LanguageGuesser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Identifies the language of an LLM's answers with a language model. Thread-safe. */
public final class AnswerLanguages implements LanguageGuesser {

  private final LanguageModel model;

  /** Idle identifiers; each is for one thread at a time. */
  private final Queue<LanguageIdentifier> free = new ConcurrentLinkedQueue<>();

  private AnswerLanguages(LanguageModel model) {
    this.model = model;
  }

  /**
   * @param file a model of fastText or OpenNLP
   * @throws IOException when the file cannot be read or is no model
   */
  public static AnswerLanguages read(Path file) throws IOException {
    return new AnswerLanguages(LanguageModel.read(file));
  }

  @Override
  public Guess identify(String text) {
    LanguageIdentifier taken = free.poll();
    LanguageIdentifier own = taken == null ? model.identifier() : taken;
    LanguageIdentifier.Prediction found = own.identify(text);
    free.add(own);
    // fastText's probabilities can slightly exceed 1
    return new Guess(found.language(), Math.min(1, found.score()));
  }
}
