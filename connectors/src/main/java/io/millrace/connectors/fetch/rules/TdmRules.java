package io.millrace.connectors.fetch.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.fetch.OptOut;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.StatedRights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A site's {@code /.well-known/tdmrep.json}: the paths for which it reserves text and data mining
 * (W3C Community Group report "TDM Reservation Protocol", section "TDM File on the Origin Server").
 * The first matching rule counts. In patterns '*' matches any characters and '$' at the end matches
 * the end; without '$' a pattern matches prefixes.
 *
 * <p>A file that is not a JSON array or object states nothing. From the first unreadable entry on,
 * everything counts as reserved.
 */
final class TdmRules {

  static final TdmRules NONE = new TdmRules(List.of(), null);

  /**
   * Limit of pattern characters times address characters; about 100 ms for patterns that are made
   * to be slow.
   */
  private static final long MOST_WORK = 100_000_000;

  private static final String LOCATION = "location";
  private static final String RESERVATION = "tdm-reservation";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @param parts parts of the pattern between its stars
   * @param toEnd whether the pattern ends with '$'
   */
  private record Rule(String[] parts, boolean toEnd, boolean reserved) {}

  private final List<Rule> rules;
  private final String unread;
  private final long characters;

  /**
   * @param unread why the rest after the rules cannot be read, or null
   */
  private TdmRules(List<Rule> rules, String unread) {
    this.rules = List.copyOf(rules);
    this.unread = unread;
    this.characters =
        rules.stream()
            .mapToLong(
                rule ->
                    rule.parts.length + Arrays.stream(rule.parts).mapToInt(String::length).sum())
            .sum();
  }

  /** Rules that reserve everything, because the file cannot be read. */
  static TdmRules unread(String why) {
    return new TdmRules(List.of(), why);
  }

  /**
   * @param most largest file in bytes; a longer one was cut
   */
  static TdmRules parse(byte[] json, int most) {
    if (!looksLikeJson(json)) {
      return NONE;
    }
    if (json.length > most) {
      return unread("it is longer than " + most + " bytes");
    }
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      return unread("it is no JSON");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    if (root.isObject() && !root.has(LOCATION) && !root.has(RESERVATION)) {
      return NONE; // some servers answer every address with an unrelated object
    }
    List<Rule> rules = new ArrayList<>();
    for (JsonNode entry : root.isObject() ? List.of(root) : root) {
      JsonNode location = entry.path(LOCATION);
      if (!location.isTextual() || location.textValue().isBlank()) {
        return new TdmRules(rules, "rule " + (rules.size() + 1) + " has no location");
      }
      String reservation = StatedRights.reservation(entry.path(RESERVATION).asText(""));
      rules.add(rule(location.textValue().strip(), !reservation.equals("0")));
    }
    return new TdmRules(rules, null);
  }

  private static boolean looksLikeJson(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8);
    String first = start.replaceFirst("^\\uFEFF", "").stripLeading();
    return first.startsWith("[") || first.startsWith("{");
  }

  private static Rule rule(String location, boolean reserved) {
    String pattern = plain(location);
    boolean toEnd = pattern.endsWith("$");
    String inner = toEnd ? pattern.substring(0, pattern.length() - 1) : pattern;
    return new Rule(inner.split("\\*", -1), toEnd, reserved);
  }

  /**
   * Why an address is reserved; empty when it is not.
   *
   * @param path escaped path with the query
   */
  Optional<OptOut.Refusal> refusal(String path) {
    String plain = plain(path);
    if (characters * plain.length() > MOST_WORK) {
      return refused(DropReason.OPT_OUT_UNREAD, "tdmrep.json has too many rules to look at");
    }
    for (Rule rule : rules) {
      if (matches(rule, plain)) {
        return rule.reserved
            ? refused(DropReason.OPT_OUT, "tdmrep.json reserves it")
            : Optional.empty();
      }
    }
    return unread == null
        ? Optional.empty()
        : refused(DropReason.OPT_OUT_UNREAD, "tdmrep.json cannot be read: " + unread);
  }

  private static Optional<OptOut.Refusal> refused(DropReason reason, String detail) {
    return Optional.of(new OptOut.Refusal(reason, detail));
  }

  static boolean matches(String pattern, String path) {
    return matches(rule(pattern, true), path);
  }

  private static boolean matches(Rule rule, String path) {
    String[] parts = rule.parts;
    if (!path.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && rule.toEnd) {
        return path.length() - parts[i].length() >= at && path.endsWith(parts[i]);
      }
      int found = path.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return !rule.toEnd || at == path.length();
  }

  /** Decodes escapes of unreserved characters (RFC 3986, section 2.3). */
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
