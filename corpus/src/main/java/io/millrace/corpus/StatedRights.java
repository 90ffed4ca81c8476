package io.millrace.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses how owners state what robots may do: directives, as in the header {@code X-Robots-Tag} and
 * in {@code <meta name="robots">}, and {@code tdm-reservation} of the TDM Reservation Protocol.
 * Readers of pages, headers and metadata share this grammar.
 */
public final class StatedRights {

  /** Directives by which an owner keeps a work out of indexes and training sets. */
  public static final Set<String> RESERVING =
      Set.of("noai", "noimageai", "noindex", "noimageindex", "none");

  /** Directive in metadata: the statement was too long to be read completely. */
  public static final String UNREAD = "unread";

  /** Robot name of this program, for all its users. */
  public static final String PROGRAM = "millrace";

  /** Longest statement in UTF-16 units; the rest of a longer one is not read. */
  public static final int MAX_LENGTH = 16_384;

  private static final String DATED = "unavailable_after";

  /** Directives that are written with a colon and a value. */
  private static final Set<String> VALUED =
      Set.of("max-snippet", "max-image-preview", "max-video-preview", DATED);

  private static final Set<String> EVERYONE = Set.of("", "*", "robots");

  private static final Pattern STATEMENT = Pattern.compile("[;；\\n\\r]");
  private static final Pattern PART = Pattern.compile("[,，、|]");
  private static final Pattern ROBOT = Pattern.compile("[a-z*_][a-z0-9._/*-]*");
  private static final Pattern NO_FLAG = Pattern.compile("[^\\p{L}\\p{N}.+-]+");

  private StatedRights() {}

  /**
   * A directive.
   *
   * @param robot lower-case name of the addressed robot; "" for all robots
   * @param text in lower case, with a colon and value if it has one
   */
  public record Directive(String robot, String text) {

    /** Whether it addresses all robots or one of these lower-case names. */
    public boolean isFor(Set<String> names) {
      int version = robot.indexOf('/');
      return EVERYONE.contains(robot)
          || names.contains(version < 0 ? robot : robot.substring(0, version));
    }
  }

  /** Whether a statement is short enough to be read completely. */
  public static boolean isWhole(String stated) {
    return stated.length() <= MAX_LENGTH;
  }

  /**
   * Directives of a header or a meta element, separated by commas or blanks. After {@code robot:}
   * they address that robot, up to a semicolon or line break.
   *
   * @param robot robot that is addressed before the statement names one; "" for all
   */
  public static List<Directive> directives(String stated, String robot) {
    List<Directive> found = new ArrayList<>();
    String read = isWhole(stated) ? stated : stated.substring(0, MAX_LENGTH);
    for (String statement : STATEMENT.split(read.toLowerCase(Locale.ROOT))) {
      String addressee = robot;
      for (String part : PART.split(statement)) {
        addressee = readPart(squeezed(part).split(" "), addressee, found);
      }
    }
    return found;
  }

  /** Reads the text between two commas; returns the robot that is addressed next. */
  private static String readPart(String[] words, String robot, List<Directive> found) {
    String addressee = robot;
    int i = 0;
    while (i < words.length) {
      String word = words[i++];
      String name = nameOf(word);
      while (!name.isEmpty() && !VALUED.contains(name)) {
        if (RESERVING.contains(name)) {
          found.add(new Directive(addressee, name));
        } else {
          addressee = name;
        }
        word = word.substring(name.length() + 1);
        name = nameOf(word);
      }
      if (name.equals(DATED)) {
        StringBuilder date = new StringBuilder(word);
        while (i < words.length && !RESERVING.contains(words[i]) && nameOf(words[i]).isEmpty()) {
          date.append(' ').append(words[i++]);
        }
        word = date.toString();
      }
      if (!word.isEmpty()) {
        found.add(new Directive(addressee, word));
      }
    }
    return addressee;
  }

  /** The text before a word's colon if it is a name and not part of a time; else "". */
  private static String nameOf(String word) {
    int colon = word.indexOf(':');
    return colon > 0 && ROBOT.matcher(word).region(0, colon).matches()
        ? word.substring(0, colon)
        : "";
  }

  /** Words separated by one blank, without blanks around colons; quotation marks become blanks. */
  private static String squeezed(String part) {
    StringBuilder out = new StringBuilder(part.length());
    boolean gap = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c <= ' '
          || Character.isWhitespace(c)
          || Character.isSpaceChar(c)
          || c == '"'
          || c == '\'') {
        gap = true;
      } else {
        boolean first = out.isEmpty() || out.charAt(out.length() - 1) == ':';
        if (gap && !first && c != ':') {
          out.append(' ');
        }
        gap = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * The value of one or several {@code tdm-reservation} statements: "1" when rights are reserved,
   * "0" when they are not, "" when nothing is stated. "1" wins, and unknown values count as "1".
   */
  public static String reservation(String stated) {
    String read = isWhole(stated) ? stated : "1";
    String found = "";
    for (String flag : NO_FLAG.split(read)) {
      if (!flag.isEmpty() && !flag.equals("0")) {
        return "1";
      }
      found = flag.isEmpty() ? found : flag;
    }
    return found;
  }
}
