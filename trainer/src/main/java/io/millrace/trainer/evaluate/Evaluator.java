package io.millrace.trainer.evaluate;

import io.millrace.corpus.Utf8;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates a decoder. */
public final class Evaluator {

  /** Number of documents with pieces that are scored together. */
  private static final int DOCUMENTS = 256;

  private final TextTokenizer tokenizer;
  private final Scorer scorer;

  /**
   * @param root a scope of the model's engine
   * @param length longest sequence; limited to the maximum of the model
   */
  public Evaluator(Decoder model, TextTokenizer tokenizer, Scope root, int length) {
    this.tokenizer = tokenizer;
    this.scorer =
        new Scorer(
            model,
            root,
            Math.max(2, Math.min(length, model.maximumLength())),
            tokenizer.endOfText());
  }

  /** Scores of documents, in their order. */
  public List<DocumentScore> documents(List<HeldOutDocument> documents) {
    List<DocumentScore> scores = new ArrayList<>(documents.size());
    for (int from = 0; from < documents.size(); from += DOCUMENTS) {
      some(documents.subList(from, Math.min(documents.size(), from + DOCUMENTS)), scores);
    }
    return scores;
  }

  private void some(List<HeldOutDocument> documents, List<DocumentScore> scores) {
    List<Piece> pieces = new ArrayList<>();
    int[] counts = new int[documents.size()];
    int[] tokens = new int[documents.size()];
    long[] bytes = new long[documents.size()];
    for (int i = 0; i < counts.length; i++) {
      String text = documents.get(i).text();
      int[] ids = tokenizer.encode(text);
      int[] all = Arrays.copyOf(ids, ids.length + 1);
      all[ids.length] = tokenizer.endOfText();
      int before = pieces.size();
      cut(all, pieces);
      counts[i] = pieces.size() - before;
      tokens[i] = all.length - 1;
      bytes[i] = Utf8.length(text) - Utf8.length(tokenizer.decode(new int[] {all[0]}));
    }
    double[] nats = scorer.nats(pieces);
    int piece = 0;
    for (int i = 0; i < counts.length; i++) {
      double sum = 0;
      for (int end = piece + counts[i]; piece < end; piece++) {
        sum += nats[piece];
      }
      HeldOutDocument document = documents.get(i);
      // a first token may be a part of a character and decode to a longer replacement
      long counted = Math.max(1, bytes[i]);
      scores.add(new DocumentScore(document.id(), document.tag(), tokens[i], counted, sum));
    }
  }

  /** Splits tokens so that all but the first are scored once; pieces overlap by one token. */
  private void cut(int[] tokens, List<Piece> pieces) {
    int step = scorer.length() - 1;
    for (int from = 0; from < tokens.length - 1; from += step) {
      int end = Math.min(tokens.length, from + step + 1);
      pieces.add(new Piece(Arrays.copyOfRange(tokens, from, end), 1));
    }
  }

  /** Answers to questions, in their order. */
  public List<ClozeAnswer> cloze(List<ClozeQuestion> questions) {
    List<ClozeAnswer> answers = new ArrayList<>(questions.size());
    for (ClozeQuestion question : questions) {
      int[] context = tokenizer.encode(question.context());
      List<Piece> pieces = new ArrayList<>();
      for (String choice : question.choices()) {
        pieces.add(piece(context, tokenizer.encode(choice)));
      }
      double[] nats = scorer.nats(pieces);
      int best = 0;
      for (int i = 1; i < nats.length; i++) {
        if (bits(nats, question, i) < bits(nats, question, best)) {
          best = i;
        }
      }
      answers.add(
          new ClozeAnswer(question.document(), question.language(), best == question.right()));
    }
    return answers;
  }

  private static double bits(double[] nats, ClozeQuestion question, int choice) {
    return nats[choice] / Utf8.length(question.choices().get(choice));
  }

  /** The end of the context and the beginning of the choice, as much as fits. */
  private Piece piece(int[] context, int[] choice) {
    int length = scorer.length();
    int kept = Math.min(choice.length, length - 1);
    int before = Math.min(context.length, length - kept);
    int[] tokens = new int[before + kept];
    System.arraycopy(context, context.length - before, tokens, 0, before);
    System.arraycopy(choice, 0, tokens, before, kept);
    return new Piece(tokens, before);
  }
}
