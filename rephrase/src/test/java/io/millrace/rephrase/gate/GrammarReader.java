package io.millrace.rephrase.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Reads that part of GBNF which {@link DeletionGrammar} writes: a rule a line, alternatives of a
 * quoted text, a rule's name, or both in this order. Anything else is an error.
 */
final class GrammarReader {

  private record Choice(String text, String next) {}

  private final Map<String, List<Choice>> rules = new TreeMap<>();

  private GrammarReader() {}

  static GrammarReader read(String grammar) {
    GrammarReader reader = new GrammarReader();
    for (String line : grammar.split("\n")) {
      String[] sides = line.split(" ::= ", 2);
      if (reader.rules.put(sides[0], choices(sides[1])) != null) {
        throw new IllegalArgumentException("two rules of a name: " + line);
      }
    }
    for (List<Choice> choices : reader.rules.values()) {
      for (Choice choice : choices) {
        if (!choice.next().isEmpty() && !reader.rules.containsKey(choice.next())) {
          throw new IllegalArgumentException("no rule " + choice.next());
        }
      }
    }
    return reader;
  }

  private static List<Choice> choices(String side) {
    List<Choice> choices = new ArrayList<>();
    int at = 0;
    while (at <= side.length()) {
      StringBuilder text = new StringBuilder();
      if (at < side.length() && side.charAt(at) == '"') {
        for (at++; side.charAt(at) != '"'; at++) {
          if (side.charAt(at) == '\\') {
            at++;
            text.append(escaped(side.charAt(at)));
          } else {
            text.append(side.charAt(at));
          }
        }
        at++;
      }
      int end = side.indexOf(" | ", at);
      end = end < 0 ? side.length() : end;
      String next = side.substring(at, end).strip();
      if (!next.matches("[a-z0-9]*")) {
        throw new IllegalArgumentException("not a name: " + next);
      }
      choices.add(new Choice(text.toString(), next));
      at = end + 3;
    }
    return choices;
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case '"', '\\' -> c;
      default -> throw new IllegalArgumentException("unknown escape " + c);
    };
  }

  boolean accepts(String answer) {
    // places in the answer at which a rule may begin
    Map<String, boolean[]> begun = new TreeMap<>();
    return accepts("root", answer, 0, begun);
  }

  private boolean accepts(String rule, String answer, int at, Map<String, boolean[]> tried) {
    boolean[] here = tried.computeIfAbsent(rule, r -> new boolean[answer.length() + 1]);
    if (here[at]) {
      return false;
    }
    here[at] = true;
    for (Choice choice : rules.get(rule)) {
      if (answer.startsWith(choice.text(), at)) {
        int next = at + choice.text().length();
        boolean ends = choice.next().isEmpty() && next == answer.length();
        if (ends || !choice.next().isEmpty() && accepts(choice.next(), answer, next, tried)) {
          return true;
        }
      }
    }
    return false;
  }

  /** An answer by chance. */
  String any(Random random) {
    StringBuilder answer = new StringBuilder();
    for (String rule = "root"; !rule.isEmpty(); ) {
      List<Choice> choices = rules.get(rule);
      Choice choice = choices.get(random.nextInt(choices.size()));
      answer.append(choice.text());
      rule = choice.next();
    }
    return answer.toString();
  }
}
