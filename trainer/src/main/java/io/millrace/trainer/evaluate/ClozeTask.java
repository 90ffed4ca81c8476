package io.millrace.trainer.evaluate;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes questions from documents: a text, and the next sentence among sentences of similar length
 * from other documents of the same language. The same documents give the same questions, in any
 * order.
 */
public final class ClozeTask {

  /** Sentences to choose from, including the right one. */
  private static final int CHOICES = 4;

  private static final int MOST_QUESTIONS = 200;

  /** Lengths in code points. */
  private static final int LONGEST_CONTEXT = 400;

  private static final int LONGEST = 200;
  private static final int SHORTEST = 20;
  private static final int SHORTEST_CONTEXT = 40;

  private ClozeTask() {}

  private record Cut(String id, String language, String context, String sentence) {}

  /** Questions by language; none for a language with too few documents. */
  public static List<ClozeQuestion> questions(List<HeldOutDocument> documents) {
    return questions(documents, MOST_QUESTIONS);
  }

  static List<ClozeQuestion> questions(List<HeldOutDocument> documents, int perLanguage) {
    SortedMap<String, List<Cut>> byLanguage = new TreeMap<>();
    for (HeldOutDocument document : documents) {
      Cut cut = cut(document);
      if (cut != null) {
        byLanguage.computeIfAbsent(cut.language, key -> new ArrayList<>()).add(cut);
      }
    }
    List<ClozeQuestion> questions = new ArrayList<>();
    byLanguage.values().forEach(cuts -> ask(cuts, perLanguage, questions));
    return questions;
  }

  private static void ask(List<Cut> cuts, int perLanguage, List<ClozeQuestion> questions) {
    if (cuts.size() < CHOICES) {
      return;
    }
    // by hash, so that the choice depends neither on the order of shards nor on the form of ids
    cuts.sort(Comparator.comparing(cut -> Hash128.of("cloze\n" + cut.id).toHex()));
    List<Cut> byLength = new ArrayList<>(cuts);
    byLength.sort(Comparator.comparingLong((Cut cut) -> Utf8.length(cut.sentence)));
    int most = Math.min(perLanguage, cuts.size());
    for (Cut cut : cuts.subList(0, most)) {
      List<String> choices = new ArrayList<>();
      int place = byLength.indexOf(cut);
      for (int step = 1; choices.size() < CHOICES - 1; step++) {
        // neighbours by length, alternately longer and shorter
        int other = place + (step % 2 == 1 ? (step + 1) / 2 : -step / 2);
        if (step > 2 * byLength.size()) {
          break;
        }
        if (other >= 0 && other < byLength.size()) {
          String sentence = byLength.get(other).sentence;
          if (!choices.contains(sentence) && !sentence.equals(cut.sentence)) {
            choices.add(sentence);
          }
        }
      }
      if (choices.size() == CHOICES - 1) {
        int right = (int) Long.remainderUnsigned(Hash128.of(cut.id).high(), CHOICES);
        choices.add(right, cut.sentence);
        questions.add(new ClozeQuestion(cut.id, cut.language, cut.context, choices, right));
      }
    }
  }

  /** The first sentence that has enough text before it, or null. */
  private static Cut cut(HeldOutDocument document) {
    String text = document.text();
    BreakIterator sentences = BreakIterator.getSentenceInstance(ULocale.ROOT);
    sentences.setText(text);
    int start = sentences.first();
    for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
      // the white space before a sentence belongs to it, as tokens begin with white space
      int blank = start;
      while (blank > 0 && Character.isWhitespace(text.charAt(blank - 1))) {
        blank--;
      }
      String sentence = text.substring(blank, end).stripTrailing();
      int length = sentence.codePointCount(0, sentence.length());
      boolean fits = length >= SHORTEST && length <= LONGEST;
      if (fits && text.codePointCount(0, blank) >= SHORTEST_CONTEXT) {
        int from =
            text.codePointCount(0, blank) <= LONGEST_CONTEXT
                ? 0
                : text.offsetByCodePoints(blank, -LONGEST_CONTEXT);
        return new Cut(
            document.id(), document.tag().language(), text.substring(from, blank), sentence);
      }
      start = end;
    }
    return null;
  }
}
