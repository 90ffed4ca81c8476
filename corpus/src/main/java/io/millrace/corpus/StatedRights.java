package io.millrace.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How owners state what robots may do: directives, as in the header {@code X-Robots-Tag} and in
 * {@code <meta name="robots">}, and the TDM Reservation Protocol's {@code tdm-reservation}. Readers
 * of pages, of headers and of metadata share this grammar.
 */
public final class StatedRights {

  /** Directives by which an owner keeps a work out of indexes and training sets. */
  public static final Set<String> RESERVING =
      Set.of("noai", "noimageai", "noindex", "noimageindex", "none");

  /** Directive in metadata that says: the rest was too long to be read. */
  public static final String UNREAD = "unread";

  /** Name by which owners may address every user of this program. */
  public static final String PROGRAM = "millrace";

  /** Longest statement in UTF-16 units that is read; of a longer one the rest is not. */
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
   * @param robot lower-case name of the robot it is for; "" when it is for all
   * @param text in lower case; a value follows its colon
   */
  public record Directive(String robot, String text) {

    /** Whether it is for all robots, or for one of these names in lower case. */
    public boolean isFor(Set<String> names) {
      int version = robot.indexOf('/');
      return EVERYONE.contains(robot)
          || names.contains(version < 0 ? robot : robot.substring(0, version));
    }
  }

  /** Whether a statement is short enough to be read to its end. */
  public static boolean isWhole(String stated) {
    return stated.length() <= MAX_LENGTH;
  }

  /**
   * Directives of a header or a meta element. They are set apart by commas or blanks; what follows
   * {@code robot:} is for that robot, up to a semicolon or line break.
   *
   * @param robot to whom they are addressed before the statement itself names one; "" for all
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

  /** Reads what stands between two commas; returns to whom the following is addressed. */
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

  /** What stands before a word's colon, if it is a name and no part of a time; else "". */
  private static String nameOf(String word) {
    int colon = word.indexOf(':');
    return colon > 0 && ROBOT.matcher(word).region(0, colon).matches()
        ? word.substring(0, colon)
        : "";
  }

  /** Words with one blank between them and none around colons; quotation marks are blanks. */
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
   * What {@code tdm-reservation} states, if necessary several times: "1" when rights are reserved,
   * "0" when they are not, "" when nothing is stated. Reserved wins, and so does a value that the
   * protocol does not know.
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
