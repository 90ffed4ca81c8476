package io.millrace.app.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.millrace.corpus.WellFormed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares two texts word by word. */
public final class WordDiff {

  /** A word, or one character in scripts without spaces, with the following white space. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:[\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}"
              + "\\p{IsMyanmar}]\\p{M}*|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsIdeographic}]]+|\\S|^)\\s*");

  /** Longer texts are not compared: the whole older text is gone, the whole newer one new. */
  private static final int MOST_TOKENS = 4_000;

  /** Whether both texts have a part, only the older one, or only the newer one. */
  public enum Kind {
    SAME,
    GONE,
    NEW
  }

  /**
   * A part of one or both texts.
   *
   * @param text from the newer text, if both have it
   */
  public record Part(Kind kind, String text) {}

  private WordDiff() {}

  /**
   * The parts in order. Without {@link Kind#GONE} they make the newer text, without {@link
   * Kind#NEW} the older one except for white space.
   */
  public static List<Part> of(String older, String newer) {
    List<String> before = tokens(WellFormed.of(older));
    List<String> after = tokens(WellFormed.of(newer));
    List<Part> parts = new ArrayList<>();
    if (before.size() > MOST_TOKENS || after.size() > MOST_TOKENS) {
      add(parts, Kind.GONE, before);
      add(parts, Kind.NEW, after);
      return parts;
    }
    int at = 0;
    for (AbstractDelta<String> delta :
        DiffUtils.diff(before, after, (left, right) -> left.strip().equals(right.strip()))
            .getDeltas()) {
      add(parts, Kind.SAME, after.subList(at, delta.getTarget().getPosition()));
      add(parts, Kind.GONE, delta.getSource().getLines());
      add(parts, Kind.NEW, delta.getTarget().getLines());
      at = delta.getTarget().getPosition() + delta.getTarget().size();
    }
    add(parts, Kind.SAME, after.subList(at, after.size()));
    return parts;
  }

  private static List<String> tokens(String text) {
    return TOKEN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(token -> !token.isEmpty())
        .toList();
  }

  private static void add(List<Part> parts, Kind kind, List<String> tokens) {
    if (!tokens.isEmpty()) {
      parts.add(new Part(kind, String.join("", tokens)));
    }
  }
}
