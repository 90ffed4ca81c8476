package io.millrace.extract.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the title of a page without the name of its site. Prefers a visible headline that agrees
 * with the title element or Open Graph; otherwise uses their title without the parts that name the
 * site.
 */
final class PageTitles {

  /** Two titles agree if the longer one has this share of the words of the shorter one. */
  private static final double AGREEMENT = .6;

  private static final Pattern SEPARATOR =
      Pattern.compile(
          "\\s+(?:[|\\-\\u2010-\\u2015\\u2022\\u00B7\\u00BB\\u00AB\\u2039\\u203A>~/]|::|:)\\s+|\\s*[|\\uFF5C]\\s*|:\\s+");

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final Set<String> siteNames = new HashSet<>();
  private final String hostLabel;

  /**
   * @param names names of the site that the page states
   * @param host host of the page's URL, or ""
   */
  PageTitles(Collection<String> names, String host) {
    for (String name : names) {
      siteNames.add(squeezed(name));
    }
    siteNames.remove("");
    hostLabel = label(host);
  }

  /**
   * @param headlines visible headlines, in document order
   * @param stated titles that the page states, best first
   */
  String choose(List<String> headlines, List<String> stated) {
    List<String> bare = new ArrayList<>();
    List<Set<String>> words = new ArrayList<>();
    for (String title : new LinkedHashSet<>(stated)) {
      bare.add(withoutSite(title));
      words.add(words(bare.get(bare.size() - 1)));
    }
    String best = "";
    double bestScore = 0;
    for (String headline : headlines) {
      double score = isSite(headline) ? 0 : agreement(words(headline), words);
      if (score > bestScore) {
        best = headline;
        bestScore = score;
      }
    }
    if (bestScore >= AGREEMENT) {
      return withoutSite(best);
    }
    for (String title : bare) {
      if (!title.isEmpty() && !isSite(title)) {
        return title;
      }
    }
    for (String headline : headlines) {
      if (!headline.isEmpty()) {
        return headline;
      }
    }
    return stated.isEmpty() ? "" : stated.get(0);
  }

  private static double agreement(Set<String> own, List<Set<String>> stated) {
    double best = 0;
    for (Set<String> other : stated) {
      int shared = 0;
      for (String word : own) {
        shared += other.contains(word) ? 1 : 0;
      }
      int fewer = Math.min(own.size(), other.size());
      double share = fewer == 0 ? 0 : (double) shared / fewer;
      // if several have the same share, prefer the one of similar length
      int more = Math.max(own.size(), other.size());
      best = Math.max(best, more == 0 ? 0 : share + .01 * shared / more);
    }
    return best;
  }

  /** The title without the parts at its ends that name the site. */
  String withoutSite(String title) {
    List<int[]> parts = parts(title);
    int first = 0;
    int last = parts.size() - 1;
    while (last > first && isSite(part(title, parts.get(last)))) {
      last--;
    }
    while (first < last && isSite(part(title, parts.get(first)))) {
      first++;
    }
    return title.substring(parts.get(first)[0], parts.get(last)[1]).strip();
  }

  private static List<int[]> parts(String title) {
    List<int[]> parts = new ArrayList<>();
    Matcher separator = SEPARATOR.matcher(title);
    int start = 0;
    while (separator.find() && parts.size() < 20) {
      parts.add(new int[] {start, separator.start()});
      start = separator.end();
    }
    parts.add(new int[] {start, title.length()});
    return parts;
  }

  private static String part(String title, int[] bounds) {
    return title.substring(bounds[0], bounds[1]);
  }

  /** Whether a part of a title is the name of the site, by the page's statements or its host. */
  boolean isSite(String part) {
    String name = squeezed(part);
    if (name.isEmpty() || siteNames.contains(name)) {
      return true;
    }
    if (hostLabel.length() < 2) {
      return false;
    }
    return name.equals(hostLabel)
        || name.startsWith(hostLabel)
            && hostLabel.length() >= 4
            && name.length() <= hostLabel.length() + 6
        || hostLabel.startsWith(name) && 2 * name.length() >= hostLabel.length()
        || initials(part).equals(hostLabel);
  }

  /** First letters or digits of the words; "" for fewer than three words. */
  private static String initials(String part) {
    StringBuilder initials = new StringBuilder();
    boolean inside = false;
    int letter;
    for (int i = 0; i < part.length(); i += Character.charCount(letter)) {
      letter = part.codePointAt(i);
      boolean word = Character.isLetterOrDigit(letter);
      if (word && !inside) {
        initials.appendCodePoint(Character.toLowerCase(letter));
      }
      inside = word;
    }
    return initials.length() < 3 ? "" : initials.toString();
  }

  private static String squeezed(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    int letter;
    for (int i = 0; i < text.length(); i += Character.charCount(letter)) {
      letter = text.codePointAt(i);
      if (Character.isLetterOrDigit(letter)) {
        letters.appendCodePoint(Character.toLowerCase(letter));
      }
    }
    return letters.toString();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /**
   * The main label of a host, without separators: {@code themill} for {@code www.the-mill.co.uk}.
   */
  private static String label(String host) {
    String[] labels = host.toLowerCase(Locale.ROOT).split("\\.");
    String longest = "";
    for (int i = 0; i < labels.length - 1; i++) {
      boolean registry = i > 0 && i == labels.length - 2 && labels[i].length() <= 3;
      if (!labels[i].equals("www") && (!registry || longest.isEmpty())) {
        longest = labels[i];
      }
    }
    return squeezed(longest);
  }
}
