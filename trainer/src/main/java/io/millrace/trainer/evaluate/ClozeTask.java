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
 * Makes questions from documents: a text, and the sentence that follows it among sentences of other
 * documents of the same language, of about the same length. The same documents give the same
 * questions, in whatever order they come.
 */
public final class ClozeTask {

  private static final int SHORTEST = 20;
  private static final int FEW_WORDS_BEFORE = 40;

  private ClozeTask() {}

  private record Cut(String id, String language, String context, String sentence) {}

  /** Questions ordered by language and document; none of a language with too few documents. */
  public static List<ClozeQuestion> questions(
      List<HeldOutDocument> documents, ClozeSettings settings) {
    SortedMap<String, List<Cut>> byLanguage = new TreeMap<>();
    for (HeldOutDocument document : documents) {
      Cut cut = cut(document, settings);
      if (cut != null) {
        byLanguage.computeIfAbsent(cut.language, key -> new ArrayList<>()).add(cut);
      }
    }
    List<ClozeQuestion> questions = new ArrayList<>();
    byLanguage.values().forEach(cuts -> ask(cuts, settings, questions));
    return questions;
  }

  private static void ask(List<Cut> cuts, ClozeSettings settings, List<ClozeQuestion> questions) {
    if (cuts.size() < settings.choices()) {
      return;
    }
    // by hash: which ones are asked must not depend on the order of shards or on their ids' sense
    cuts.sort(Comparator.comparing(cut -> Hash128.of("cloze\n" + cut.id).toHex()));
    List<Cut> byLength = new ArrayList<>(cuts);
    byLength.sort(Comparator.comparingLong((Cut cut) -> Utf8.length(cut.sentence)));
    int most = Math.min(settings.perLanguage(), cuts.size());
    for (Cut cut : cuts.subList(0, most)) {
      List<String> choices = new ArrayList<>();
      int place = byLength.indexOf(cut);
      for (int step = 1; choices.size() < settings.choices() - 1; step++) {
        // its neighbours by length, on both sides in turn
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
      if (choices.size() == settings.choices() - 1) {
        int right = (int) Long.remainderUnsigned(Hash128.of(cut.id).high(), settings.choices());
        choices.add(right, cut.sentence);
        questions.add(new ClozeQuestion(cut.id, cut.language, cut.context, choices, right));
      }
    }
  }

  /** The first sentence that has enough text before it, or null. */
  private static Cut cut(HeldOutDocument document, ClozeSettings settings) {
    String text = document.text();
    BreakIterator sentences = BreakIterator.getSentenceInstance(ULocale.ROOT);
    sentences.setText(text);
    int start = sentences.first();
    for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
      // the blank before a sentence belongs to it: so do tokens begin
      int blank = start;
      while (blank > 0 && Character.isWhitespace(text.charAt(blank - 1))) {
        blank--;
      }
      String sentence = text.substring(blank, end).stripTrailing();
      int length = sentence.codePointCount(0, sentence.length());
      boolean fits = length >= SHORTEST && length <= settings.longest();
      if (fits && text.codePointCount(0, blank) >= FEW_WORDS_BEFORE) {
        int from =
            text.codePointCount(0, blank) <= settings.context()
                ? 0
                : text.offsetByCodePoints(blank, -settings.context());
        return new Cut(
            document.id(), document.tag().language(), text.substring(from, blank), sentence);
      }
      start = end;
    }
    return null;
  }
}
