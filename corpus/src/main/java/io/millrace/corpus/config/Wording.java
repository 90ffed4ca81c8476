package io.millrace.corpus.config;

import io.millrace.corpus.settings.Address;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Shared wording of error messages. */
public final class Wording {

  private static final int SHOWN = 60;
  private static final int LISTED = 20;
  private static final int SUGGESTED = 4;

  private Wording() {}

  /** A user's text in one short line. */
  public static String show(String text) {
    return show(text, SHOWN);
  }

  public static String show(String text, int most) {
    // redacted before it is cut, because a cut address may not be recognised
    String open = Address.redact(text);
    StringBuilder shown = new StringBuilder();
    open.codePoints()
        .limit(most)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(shown::appendCodePoint);
    return open.codePointCount(0, open.length()) > most ? shown + "..." : shown.toString();
  }

  /** A number without an unnecessary fraction or exponent. */
  public static String number(double value) {
    if (Double.isInfinite(value) || Double.isNaN(value) || Math.abs(value) >= 1e19) {
      return Double.toString(value);
    }
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /**
   * Hint to append to 'unknown NAME': the closest known name, else all of them.
   *
   * @param prefix text before a suggested name
   * @param all start of the list when no name is close, such as {@code its settings are}
   */
  public static String hint(String name, Collection<String> known, String prefix, String all) {
    String closest = closest(name, known);
    List<String> meant = closest.isEmpty() ? sharingParts(name, known) : List.of(closest);
    if (!meant.isEmpty()) {
      return "; did you mean '" + prefix + String.join("' or '" + prefix, meant) + "'?";
    }
    List<String> sorted = List.copyOf(new TreeSet<>(known));
    if (sorted.isEmpty() || sorted.size() > LISTED) {
      return "";
    }
    return "; " + all + " " + String.join(", ", sorted);
  }

  /** The known name closest to this one, or "" when none is near. */
  public static String closest(String name, Collection<String> known) {
    String plain = plain(name);
    int length = plain.length();
    int best = length <= 3 ? 1 : length <= 5 ? 2 : 3;
    if (length > SHOWN) {
      return "";
    }
    String closest = "";
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(plain, plain(candidate));
      if (distance < best || distance == best && closest.isEmpty()) {
        best = distance;
        closest = candidate;
      }
    }
    return closest;
  }

  /**
   * The known names that share a part with this one, such as minhash; none when there are too many.
   */
  private static List<String> sharingParts(String name, Collection<String> known) {
    if (name.length() > SHOWN) {
      return List.of();
    }
    Set<String> parts = parts(name);
    parts.removeIf(part -> part.length() < 2);
    List<String> sharing = new ArrayList<>();
    int most = 1;
    for (String candidate : new TreeSet<>(known)) {
      Set<String> shared = parts(candidate);
      shared.retainAll(parts);
      if (shared.size() > most) {
        most = shared.size();
        sharing.clear();
      }
      if (shared.size() == most) {
        sharing.add(candidate);
      }
    }
    return sharing.size() > SUGGESTED ? List.of() : sharing;
  }

  private static Set<String> parts(String name) {
    return new HashSet<>(List.of(plain(name).split("_")));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Restricted Damerau-Levenshtein distance (Damerau 1964): a swap of neighbours is one edit. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
