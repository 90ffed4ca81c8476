package io.millrace.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a line in the very form that {@link DocumentJson} writes for a document that was not
 * rephrased: the same fields in the same order, no spaces. That form needs no parser that is ready
 * for any JSON, and text goes from bytes to a string in runs. {@link #read} gives up on every other
 * line, valid or not.
 */
final class WrittenLine {

  private static final byte[] BEFORE_ID = ascii("{\"id\":");
  private static final byte[] BEFORE_TEXT = ascii(",\"text\":");
  private static final byte[] BEFORE_URL = ascii(",\"url\":");
  private static final byte[] BEFORE_TIMESTAMP = ascii(",\"timestamp\":");
  private static final byte[] BEFORE_SOURCE = ascii(",\"source\":");
  private static final byte[] BEFORE_LANGUAGE = ascii(",\"language\":");
  private static final byte[] BEFORE_SCORE = ascii(",\"language_score\":");
  private static final byte[] BEFORE_METADATA = ascii(",\"metadata\":{");
  private static final byte[] END = ascii("}}");

  private static final char REPLACEMENT = '\uFFFD';
  private static final int LONGEST_SCORE = 30;
  private static final int LONGEST_KEY = 1 << 12;

  /** Bytes that end a run of text: quotation mark, backslash, and controls, which JSON bars. */
  private static final boolean[] ENDS_RUN = new boolean[256];

  static {
    Arrays.fill(ENDS_RUN, 0, ' ', true);
    ENDS_RUN['"'] = true;
    ENDS_RUN['\\'] = true;
  }

  private final byte[] line;
  private final int end;
  private int at;
  private boolean odd;

  private WrittenLine(byte[] line, int offset, int length) {
    this.line = line;
    this.end = offset + length;
    this.at = offset;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The document, or null when the line has another form. */
  static Document read(byte[] line, int offset, int length) {
    return new WrittenLine(line, offset, length).document();
  }

  private Document document() {
    String id = text(BEFORE_ID);
    String text = text(BEFORE_TEXT);
    String url = text(BEFORE_URL);
    String timestamp = text(BEFORE_TIMESTAMP);
    String source = text(BEFORE_SOURCE);
    String language = text(BEFORE_LANGUAGE);
    double score = score();
    SortedMap<String, String> metadata = metadata();
    skip(END);
    return odd || at != end
        ? null
        : new Document(id, text, url, timestamp, source, language, score, metadata);
  }

  private void skip(byte[] expected) {
    int behind = at + expected.length;
    if (odd || behind > end || !Arrays.equals(line, at, behind, expected, 0, expected.length)) {
      odd = true;
    } else {
      at = behind;
    }
  }

  private String text(byte[] before) {
    skip(before);
    return text();
  }

  /** A text in quotation marks; "" when it is none that is written here. */
  private String text() {
    if (odd || at == end || line[at] != '"') {
      return giveUp();
    }
    int from = ++at;
    at = runEnd(from);
    if (at == end) {
      return giveUp();
    }
    if (line[at] != '"') {
      return escapedText(from);
    }
    return checked(new String(line, from, at++ - from, StandardCharsets.UTF_8));
  }

  private int runEnd(int from) {
    byte[] bytes = line;
    int limit = end;
    int i = from;
    while (i < limit && !ENDS_RUN[bytes[i] & 0xff]) {
      i++;
    }
    return i;
  }

  /** The rest of a text that has a backslash or a control at {@link #at}. */
  private String escapedText(int from) {
    byte[] plain = new byte[end - from];
    int length = at - from;
    System.arraycopy(line, from, plain, 0, length);
    while (line[at] != '"') {
      int character = at + 1 < end && line[at] == '\\' ? unescaped(line[at + 1]) : -1;
      if (character < 0) {
        return giveUp();
      }
      plain[length++] = (byte) character;
      int run = at + 2;
      at = runEnd(run);
      if (at == end) {
        return giveUp();
      }
      System.arraycopy(line, run, plain, length, at - run);
      length += at - run;
    }
    at++;
    return checked(new String(plain, 0, length, StandardCharsets.UTF_8));
  }

  /** What a letter behind a backslash stands for; -1 for any but those of one letter. */
  private static int unescaped(byte letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case '"', '\\' -> letter;
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> -1;
    };
  }

  /** Where U+FFFD stands the bytes may be no UTF-8: for the parser to say. */
  private String checked(String text) {
    odd |= text.indexOf(REPLACEMENT) >= 0;
    return text;
  }

  private String giveUp() {
    odd = true;
    return "";
  }

  /** Digits, a full stop, digits; other numbers are left to the parser. */
  private double score() {
    skip(BEFORE_SCORE);
    int from = at;
    int stop = digits(from);
    int behind = stop < end && line[stop] == '.' ? digits(stop + 1) : stop;
    boolean leadingZero = stop - from > 1 && line[from] == '0';
    if (odd || stop == from || behind <= stop + 1 || leadingZero || behind - from > LONGEST_SCORE) {
      odd = true;
      return 0;
    }
    at = behind;
    return Double.parseDouble(new String(line, from, at - from, StandardCharsets.US_ASCII));
  }

  private int digits(int from) {
    int i = from;
    while (i < end && line[i] >= '0' && line[i] <= '9') {
      i++;
    }
    return i;
  }

  private SortedMap<String, String> metadata() {
    SortedMap<String, String> metadata = new TreeMap<>();
    skip(BEFORE_METADATA);
    while (!odd && at < end && line[at] != '}') {
      int from = at;
      String key = text();
      boolean named = at - from <= LONGEST_KEY && at < end && line[at++] == ':';
      String value = text();
      boolean first = metadata.put(key, value) == null;
      boolean more = at + 1 < end && line[at] == ',' && line[at + 1] == '"';
      if (!named || !first || !more && (at == end || line[at] != '}')) {
        giveUp();
      }
      at += more ? 1 : 0;
    }
    return metadata;
  }
}
