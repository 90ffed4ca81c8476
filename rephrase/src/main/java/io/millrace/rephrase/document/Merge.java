package io.millrace.rephrase.document;

import io.millrace.rephrase.chunk.Passage;
import io.millrace.rephrase.chunk.PassageMerger;
import java.util.List;
import java.util.SortedMap;

/** Puts a document together from its passages. */
final class Merge {

  private Merge() {}

  static String of(
      String text,
      List<Passage> passages,
      SortedMap<Integer, String> rephrased,
      RephraseSettings.Failed failed) {
    List<Passage> standing =
        failed == RephraseSettings.Failed.ORIGINAL
            ? passages
            : passages.stream().filter(passage -> rephrased.containsKey(passage.number())).toList();
    return PassageMerger.merge(text, standing, rephrased);
  }
}
