package io.millrace.rephrase.prompt;

import com.ibm.icu.lang.UCharacter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns for the markers, preambles and openers of all languages. */
final class Words {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String BEFORE = "(?:(?:[-*•]|\\p{Nd}{1,3}[.)])[ \\t]+)?(?:\\*\\*)?[ \\t]*";
  private static final String AFTER =
      "[ \\t\\u00A0\\u202F]*(?:\\p{Nd}{1,3})?[ \\t]*(?:\\*\\*)?[ \\t\\u00A0\\u202F]*[:：](?:\\*\\*)?";

  private final Pattern openers;
  private final Pattern pairMarker;
  private final Pattern turnMarker;
  private final TreeSet<String> firsts = new TreeSet<>();
  private final List<String> preambles;

  Words(Collection<Markers> markers, Collection<String> openers, Collection<String> preambles) {
    this.openers = Pattern.compile(any(openers) + "(?![\\p{L}\\p{M}])", FLAGS);
    this.pairMarker = marker(markers, Markers::question, Markers::answer);
    this.turnMarker = marker(markers, Markers::user, Markers::assistant);
    markers.forEach(m -> firsts.add(fold(m.question())));
    markers.forEach(m -> firsts.add(fold(m.user())));
    firsts.add("q");
    this.preambles = List.copyOf(new TreeSet<>(preambles));
  }

  private static Pattern marker(
      Collection<Markers> markers, Function<Markers, String> a, Function<Markers, String> b) {
    TreeSet<String> names = new TreeSet<>(List.of("Q", "A"));
    markers.forEach(m -> names.add(a.apply(m)));
    markers.forEach(m -> names.add(b.apply(m)));
    return Pattern.compile(BEFORE + "(" + any(names) + ")" + AFTER, FLAGS);
  }

  private static String any(Collection<String> names) {
    return names.stream()
        .sorted(
            Comparator.comparingInt(String::length).reversed().thenComparing(Function.identity()))
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  Pattern openers() {
    return openers;
  }

  /** Matches a line that begins with the marker of a question or answer; group 1 is the word. */
  Matcher pairMarker(String line) {
    return pairMarker.matcher(line);
  }

  Matcher turnMarker(String line) {
    return turnMarker.matcher(line);
  }

  /** Whether a marker belongs to a question or to the user. */
  boolean isFirst(String marker) {
    return firsts.contains(fold(marker));
  }

  /** Text after the preamble of the prompt or of any language; null without one. */
  String withoutPreamble(String text, String own) {
    String start = own.isEmpty() ? text : skipMarks(text);
    String rest = after(start, own);
    for (int i = 0; rest == null && i < preambles.size(); i++) {
      rest = after(start, preambles.get(i));
    }
    return rest;
  }

  private static String skipMarks(String text) {
    int at = 0;
    while (at < text.length() && "*#_\"“„«'` \n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(at);
  }

  private static String after(String text, String preamble) {
    String core = withoutColon(preamble);
    if (core.isEmpty() || !fold(text, core.length()).equals(fold(core))) {
      return null;
    }
    int at = core.length();
    if (at < text.length() && Character.isLetterOrDigit(text.codePointAt(at))) {
      return null;
    }
    while (at < text.length() && "*_\"”“»': ：。.".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(at);
  }

  private static String fold(String text, int length) {
    return fold(text.substring(0, Math.min(text.length(), length)));
  }

  static String withoutColon(String line) {
    return line.replaceAll("[\\s\\p{Z}:：]+$", "");
  }

  private static String fold(String text) {
    return UCharacter.foldCase(text, true);
  }
}
