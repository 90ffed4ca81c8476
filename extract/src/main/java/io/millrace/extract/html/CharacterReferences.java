package io.millrace.extract.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Resolves character references (WHATWG HTML, section 13.2.5.72 and those after it). */
public final class CharacterReferences {

  /** Lines of a name and the code points that it stands for. */
  private static final String RESOURCE = "character-references.txt";

  /** Characters of the numbers 0x80 to 0x9F, which mean windows-1252; 0 if they mean themselves. */
  private static final char[] WINDOWS_1252 =
      ("\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
              + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0"
              + "\u017E\u0178")
          .toCharArray();

  private static final Table TABLE = Table.read();

  private CharacterReferences() {}

  /** Resolves the references of an element's text. */
  public static String resolved(String text) {
    return text.indexOf('&') < 0
        ? text
        : resolved(text.toCharArray(), 0, text.length(), false, Nul.REPLACED);
  }

  /**
   * @param attribute whether it is an attribute's value, in which {@code &copy=} is not a reference
   */
  static String resolved(char[] chars, int start, int end, boolean attribute, Nul nul) {
    StringBuilder text = new StringBuilder(end - start);
    int from = start;
    int i = start;
    while (i < end) {
      char c = chars[i];
      if (c == '&') {
        text.append(chars, from, i - from);
        i = resolve(chars, i, end, attribute, text);
        from = i;
      } else if (c == 0) {
        text.append(chars, from, i - from).append(nul == Nul.REPLACED ? "\uFFFD" : "");
        from = ++i;
      } else {
        i++;
      }
    }
    return text.append(chars, from, end - from).toString();
  }

  /** Appends the text of the reference at an ampersand; returns its end. */
  private static int resolve(
      char[] chars, int ampersand, int end, boolean attribute, StringBuilder text) {
    int i = ampersand + 1;
    if (i < end && chars[i] == '#') {
      return number(chars, ampersand, end, text);
    }
    int nameEnd = i;
    int longest = Math.min(end, i + TABLE.longest);
    while (nameEnd < longest && isAlphanumeric(chars[nameEnd])) {
      nameEnd++;
    }
    if (nameEnd < end && chars[nameEnd] == ';') {
      String found = TABLE.all.get(new String(chars, i, nameEnd - i));
      if (found != null) {
        text.append(found);
        return nameEnd + 1;
      }
    }
    for (int last = Math.min(nameEnd, i + TABLE.longestLegacy); last > i + 1; last--) {
      String found = TABLE.legacy.get(new String(chars, i, last - i));
      if (found != null) {
        char next = last < end ? chars[last] : 0;
        if (attribute && (next == '=' || isAlphanumeric(next))) {
          break;
        }
        text.append(found);
        return last;
      }
    }
    text.append('&');
    return i;
  }

  private static int number(char[] chars, int ampersand, int end, StringBuilder text) {
    int i = ampersand + 2;
    boolean hexadecimal = i < end && (chars[i] | 0x20) == 'x';
    i += hexadecimal ? 1 : 0;
    int first = i;
    int code = 0;
    while (i < end) {
      int digit = digit(chars[i], hexadecimal);
      if (digit < 0) {
        break;
      }
      code = Math.min(0x110000, code * (hexadecimal ? 16 : 10) + digit);
      i++;
    }
    if (i == first) {
      text.append(chars, ampersand, i - ampersand);
      return i;
    }
    text.appendCodePoint(codePoint(code));
    return i < end && chars[i] == ';' ? i + 1 : i;
  }

  private static int digit(char c, boolean hexadecimal) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return hexadecimal && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  private static int codePoint(int number) {
    if (number == 0 || number > 0x10FFFF || number >= 0xD800 && number <= 0xDFFF) {
      return 0xFFFD;
    }
    char windows = number >= 0x80 && number < 0xA0 ? WINDOWS_1252[number - 0x80] : 0;
    return windows == 0 ? number : windows;
  }

  private static boolean isAlphanumeric(char c) {
    return c >= '0' && c <= '9' || NameCharacters.isLetter(c);
  }

  /**
   * The named references.
   *
   * @param all all references by name
   * @param legacy those that need no semicolon
   * @param longest length of the longest name
   * @param longestLegacy length of the longest name that needs no semicolon
   */
  private record Table(
      Map<String, String> all, Map<String, String> legacy, int longest, int longestLegacy) {

    static Table read() {
      Map<String, String> all = new HashMap<>();
      Map<String, String> legacy = new HashMap<>();
      try (InputStream resource = CharacterReferences.class.getResourceAsStream(RESOURCE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            int space = line.indexOf(' ');
            boolean withSemicolon = line.charAt(space - 1) == ';';
            String name = line.substring(0, withSemicolon ? space - 1 : space);
            String text = text(line.substring(space + 1));
            all.put(name, text);
            if (!withSemicolon) {
              legacy.put(name, text);
            }
          }
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      return new Table(all, legacy, longest(all), longest(legacy));
    }

    private static int longest(Map<String, String> names) {
      return names.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private static String text(String codePoints) {
      StringBuilder text = new StringBuilder();
      for (String point : codePoints.split(" ")) {
        text.appendCodePoint(Integer.parseInt(point, 16));
      }
      return text.toString();
    }
  }
}
