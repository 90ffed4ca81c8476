package io.millrace.rephrase.prompt;

import io.millrace.rephrase.prompt.Answer.Malformed;
import io.millrace.rephrase.prompt.Answer.Pair;
import io.millrace.rephrase.prompt.Answer.Read;
import io.millrace.rephrase.prompt.Answer.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms of answers. */
final class AnswerForms {

  private static final Pattern BULLET =
      Pattern.compile("(?:(?:[-*+•‣▪◦·–—]|\\p{Nd}{1,4}[.)．、])[ \\t\\u00A0\\u3000]+|[•‣▪◦])");
  private static final Pattern STEP =
      Pattern.compile(
          "(?:[-*][ \\t]+)?(\\p{Nd}{1,4})(?:[.)．、][ \\t\\u00A0\\u3000]*|[ \\t]*[:：][ \\t]*)(?=\\S)");
  private static final Pattern RULE_CELL = Pattern.compile(":?-+:?");

  private final Words words;
  private final Markers markers;
  private final int minItems;

  AnswerForms(Words words, Markers markers, int minItems) {
    this.words = words;
    this.markers = markers;
    this.minItems = minItems;
  }

  Answer read(Style.Form form, String text) {
    return switch (form) {
      case PROSE -> new Read(text, List.of(), List.of());
      case QUESTIONS -> questions(text);
      case LIST -> list(text);
      case TABLE -> table(text);
      case DIALOGUE -> dialogue(text);
      case STEPS -> steps(text);
    };
  }

  /** Text after a marker. */
  private record Part(boolean first, String text) {}

  private Answer questions(String text) {
    List<Part> parts = parts(text, true);
    if (parts == null) {
      return new Malformed(Reason.UNEXPECTED_TEXT, "text before the first question");
    }
    Set<Pair> pairs = new LinkedHashSet<>();
    for (int i = 0; i < parts.size(); i += 2) {
      boolean pair = parts.get(i).first() && i + 1 < parts.size() && !parts.get(i + 1).first();
      if (!pair || parts.get(i).text().isEmpty() || parts.get(i + 1).text().isEmpty()) {
        return new Malformed(Reason.QUESTION_WITHOUT_ANSWER, "pair " + (pairs.size() + 1));
      }
      pairs.add(new Pair(parts.get(i).text(), parts.get(i + 1).text()));
    }
    if (pairs.isEmpty()) {
      return new Malformed(Reason.NO_QUESTIONS, "no marker of a question");
    }
    return few(pairs.size(), new Read(text(pairs), List.copyOf(pairs), List.of()));
  }

  /** Writes pairs as text. */
  String text(Iterable<Pair> pairs) {
    StringBuilder text = new StringBuilder();
    for (Pair pair : pairs) {
      text.append(text.length() == 0 ? "" : "\n\n")
          .append(markers.question())
          .append(": ")
          .append(pair.question())
          .append('\n')
          .append(markers.answer())
          .append(": ")
          .append(pair.answer());
    }
    return text.toString();
  }

  private Answer dialogue(String text) {
    List<Part> parts = parts(text, false);
    if (parts == null) {
      return new Malformed(Reason.UNEXPECTED_TEXT, "text before the first turn");
    }
    List<String> turns = new ArrayList<>();
    for (Part part : parts) {
      boolean users = turns.size() % 2 == 0;
      if (part.first() != users || part.text().isEmpty()) {
        return new Malformed(Reason.OUT_OF_ORDER, "turn " + (turns.size() + 1));
      }
      turns.add((users ? markers.user() : markers.assistant()) + ": " + part.text());
    }
    return few(turns.size(), new Read(String.join("\n\n", turns), List.of(), turns));
  }

  /** Splits at the markers; null when there is text before the first. */
  private List<Part> parts(String text, boolean pairs) {
    List<Part> parts = new ArrayList<>();
    StringBuilder open = null;
    boolean first = false;
    for (String line : text.split("\n", -1)) {
      String trimmed = AnswerText.trim(line);
      Matcher marker = pairs ? words.pairMarker(trimmed) : words.turnMarker(trimmed);
      if (marker.lookingAt()) {
        if (open != null) {
          parts.add(new Part(first, joined(open)));
        }
        first = words.isFirst(marker.group(1));
        open = new StringBuilder(AnswerText.trim(trimmed.substring(marker.end())));
      } else if (open != null) {
        open.append('\n').append(trimmed);
      } else if (!trimmed.isEmpty()) {
        return null;
      }
    }
    if (open != null) {
      parts.add(new Part(first, joined(open)));
    }
    return parts;
  }

  private static String joined(StringBuilder lines) {
    return AnswerText.trim(lines.toString()).replaceAll("\n{2,}", "\n");
  }

  private Answer list(String text) {
    List<StringBuilder> open = new ArrayList<>();
    for (String line : text.split("\n")) {
      String trimmed = AnswerText.trim(line);
      int bullets = bullets(trimmed);
      if (bullets > 0 && bullets < trimmed.length()) {
        open.add(new StringBuilder(trimmed.substring(bullets)));
      } else if (bullets == 0 && !trimmed.isEmpty()) {
        if (open.isEmpty()) {
          return new Malformed(Reason.UNEXPECTED_TEXT, "text before the first item");
        }
        open.get(open.size() - 1).append(' ').append(trimmed);
      }
    }
    // a line with only a bullet, joined with the next item, begins with another bullet
    List<String> items =
        open.stream()
            .map(StringBuilder::toString)
            .map(item -> item.substring(bullets(item)))
            .filter(item -> !item.isEmpty())
            .toList();
    StringBuilder joined = new StringBuilder();
    for (String item : items) {
      joined.append(joined.length() == 0 ? "" : "\n").append("- ").append(item);
    }
    return few(items.size(), new Read(joined.toString(), List.of(), items));
  }

  /** Length of the bullets at the start of a line. */
  private static int bullets(String line) {
    Matcher bullet = BULLET.matcher(line);
    int at = 0;
    while (bullet.region(at, line.length()).lookingAt()) {
      at = bullet.end();
    }
    while (at > 0 && at < line.length() && AnswerText.isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private Answer steps(String text) {
    List<StringBuilder> steps = new ArrayList<>();
    StringBuilder introduction = new StringBuilder();
    for (String line : text.split("\n")) {
      String trimmed = AnswerText.trim(line);
      Matcher step = STEP.matcher(trimmed);
      if (step.lookingAt() && number(step.group(1)) == steps.size() + 1) {
        steps.add(new StringBuilder(trimmed.substring(step.end())));
      } else if (!trimmed.isEmpty()) {
        StringBuilder open = steps.isEmpty() ? introduction : steps.get(steps.size() - 1);
        open.append(open.length() == 0 ? "" : "\n").append(trimmed);
      }
    }
    if (steps.isEmpty()) {
      return new Malformed(Reason.OUT_OF_ORDER, "no step 1");
    }
    List<String> items = steps.stream().map(StringBuilder::toString).toList();
    StringBuilder joined = new StringBuilder(introduction);
    for (int i = 0; i < items.size(); i++) {
      joined.append(joined.length() == 0 ? "" : i == 0 ? "\n\n" : "\n");
      joined.append(i + 1).append(". ").append(items.get(i));
    }
    return few(items.size(), new Read(joined.toString(), List.of(), items));
  }

  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i += Character.charCount(digits.codePointAt(i))) {
      number = 10 * number + Character.digit(digits.codePointAt(i), 10);
    }
    return number;
  }

  private Answer table(String text) {
    List<List<String>> rows = new ArrayList<>();
    boolean ruled = false;
    for (String line : text.split("\n")) {
      String trimmed = AnswerText.trim(line);
      if (trimmed.isEmpty()) {
        continue;
      }
      if (trimmed.indexOf('|') < 0) {
        return new Malformed(Reason.UNEXPECTED_TEXT, "a line beside the table");
      }
      List<String> cells = cells(trimmed);
      if (rows.size() == 1
          && !ruled
          && cells.stream().allMatch(c -> RULE_CELL.matcher(c).matches())) {
        ruled = true;
      } else {
        rows.add(cells);
      }
      if (cells.size() != rows.get(0).size()) {
        return new Malformed(Reason.RAGGED_TABLE, "row " + rows.size());
      }
    }
    if (!ruled) {
      return new Malformed(Reason.NO_TABLE, "no rule below a head");
    }
    List<String> lines = rows.stream().map(row -> "| " + String.join(" | ", row) + " |").toList();
    List<String> all = new ArrayList<>(lines);
    all.add(1, "|" + " --- |".repeat(rows.get(0).size()));
    return few(rows.size() - 1, new Read(String.join("\n", all), List.of(), lines));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    int start = line.charAt(0) == '|' ? 1 : 0;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '|') {
        cell.append("\\|");
        i++;
      } else if (c == '|') {
        cells.add(AnswerText.trim(cell.toString()));
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (cell.length() > 0) {
      cells.add(AnswerText.trim(cell.toString()));
    }
    return cells;
  }

  private Answer few(int found, Read read) {
    return found < Math.max(1, minItems)
        ? new Malformed(Reason.TOO_FEW_ITEMS, found + " of at least " + Math.max(1, minItems))
        : read;
  }
}
