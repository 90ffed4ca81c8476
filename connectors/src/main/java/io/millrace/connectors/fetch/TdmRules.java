package io.millrace.connectors.fetch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A site's {@code /.well-known/tdmrep.json}: which of its paths reserve text and data mining (W3C
 * Community Group report "TDM Reservation Protocol", section "TDM File on the Origin Server"). The
 * first rule that matches counts. In patterns '*' stands for any characters and '$' at the end for
 * the end; without it a pattern matches what begins like it. What is wrong states nothing.
 */
final class TdmRules {

  /** Nothing is reserved. */
  static final TdmRules NONE = new TdmRules(List.of());

  // no site needs more, and a hostile one must not cost us much
  private static final int MOST_RULES = 200;
  private static final int LONGEST_PATTERN = 256;
  private static final int MOST_STARS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Rule(String pattern, boolean reserved) {}

  private final List<Rule> rules;

  private TdmRules(List<Rule> rules) {
    this.rules = rules;
  }

  static TdmRules parse(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      return NONE;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    List<Rule> rules = new ArrayList<>();
    for (JsonNode entry : root) {
      String location = entry.path("location").asText("");
      String reservation = entry.path("tdm-reservation").asText("");
      boolean usable =
          !location.isEmpty()
              && location.length() <= LONGEST_PATTERN
              && location.chars().filter(c -> c == '*').count() <= MOST_STARS;
      if (usable && ("0".equals(reservation) || "1".equals(reservation))) {
        rules.add(new Rule(plain(location), "1".equals(reservation)));
      }
      if (rules.size() == MOST_RULES) {
        break;
      }
    }
    return new TdmRules(List.copyOf(rules));
  }

  /**
   * @param path with the query, escaped
   */
  boolean reserves(String path) {
    String plain = plain(path);
    for (Rule rule : rules) {
      if (matches(rule.pattern, plain)) {
        return rule.reserved;
      }
    }
    return false;
  }

  static boolean matches(String pattern, String path) {
    boolean toEnd = pattern.endsWith("$");
    String[] parts =
        (toEnd ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
    if (!path.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && toEnd) {
        return path.length() - parts[i].length() >= at && path.endsWith(parts[i]);
      }
      int found = path.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return !toEnd || at == path.length();
  }

  /** Escapes of unreserved characters (RFC 3986, section 2.3) are taken away. */
  private static String plain(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int value = -1;
      if (text.charAt(i) == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        value = high < 0 || low < 0 ? -1 : high << 4 | low;
      }
      if (value >= 0 && value < 0x80 && unreserved((char) value)) {
        out.append((char) value);
        i += 2;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean unreserved(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "-._~".indexOf(c) >= 0;
  }
}
