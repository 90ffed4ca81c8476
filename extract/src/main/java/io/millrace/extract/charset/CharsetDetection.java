package io.millrace.extract.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import io.millrace.corpus.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the charset of a page from its byte order mark, Content-Type header, meta element or XML
 * declaration, then by statistical detection (WHATWG HTML, section 13.2.3). Unlike a browser it
 * ignores a declaration that the bytes contradict, because a page decoded with the wrong charset is
 * useless as text. Declared UTF-8 that is mostly invalid goes to detection. A declared legacy
 * charset becomes UTF-8 if the bytes are valid UTF-8. windows-1252, a common default of servers, is
 * ignored if the page's {@code lang} names a language that it cannot encode and detection finds
 * that language. Never throws; malformed bytes become U+FFFD.
 */
public final class CharsetDetection {

  /** Bytes searched for a declaration. Browsers search 1,024, but many pages declare later. */
  private static final int DECLARATION_BYTES = 8_192;

  /** Bytes given to the detector, from shortly before the first non-ASCII byte. */
  private static final int SAMPLE_BYTES = 65_536;

  /**
   * A text counts as damaged UTF-8 if it has at least this many well-formed sequences per malformed
   * byte.
   */
  private static final int SEQUENCES_PER_ERROR = 10;

  /**
   * Well-formed sequences from which chance is unlikely: bytes of another multi-byte charset
   * sometimes look like one or two UTF-8 characters, but rarely throughout.
   */
  private static final int CONVINCING_SEQUENCES = 3;

  private static final Pattern META =
      Pattern.compile("<meta\\s[^>]{0,1000}", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;]{1,64})", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML_ENCODING =
      Pattern.compile("\\s{0,64}<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{1,64})");

  private static final Pattern PAGE_LANGUAGE =
      Pattern.compile(
          "<html\\s[^>]{0,1000}?\\blang\\s*=\\s*[\"']?([a-z]{2})\\b", Pattern.CASE_INSENSITIVE);

  /** Languages of ICU's detector that windows-1252 cannot encode. */
  private static final Set<String> NOT_IN_WINDOWS_1252 =
      Set.of("ar", "cs", "el", "he", "hu", "pl", "ro", "ru", "tr");

  private CharsetDetection() {}

  /** A decoded page, without byte order mark; malformed bytes are U+FFFD. */
  public static final class Decoded {

    private final String text;
    private final Charset charset;
    private final char[] read;

    private Decoded(String text, Charset charset, char[] read) {
      this.text = text;
      this.charset = charset;
      this.read = read;
    }

    public String text() {
      return text;
    }

    public Charset charset() {
      return charset;
    }

    /** An array that begins with the text. May be the internal array: do not share it. */
    public char[] characters() {
      return read == null ? text.toCharArray() : read;
    }
  }

  /**
   * Decodes a page.
   *
   * @param contentType value of the Content-Type header, or ""
   */
  public static Decoded decode(byte[] body, String contentType) {
    Charset mark = byteOrderMark(body);
    if (mark != null && !mark.equals(StandardCharsets.UTF_8)) {
      return new Decoded(new String(body, 2, body.length - 2, mark), mark, null);
    }
    // nearly every page is UTF-8; decoding it as UTF-8 also checks that
    Utf8Text utf8 = Utf8Text.of(body, mark == null ? 0 : 3);
    Charset charset = mark == null ? charsetOf(body, contentType, utf8) : mark;
    return charset.equals(StandardCharsets.UTF_8)
        ? new Decoded(utf8.text(), charset, utf8.characters())
        : new Decoded(new String(body, charset), charset, null);
  }

  /** Charset of a page without byte order mark, in the order of the class comment. */
  private static Charset charsetOf(byte[] body, String contentType, Utf8Text text) {
    Charset declared = declared(body, contentType).orElse(null);
    if (declared != null && Charsets.isUtf16(declared)) {
      if (looksLikeUtf16(body, declared)) {
        return declared;
      }
      declared = null;
    }
    Utf8Check utf8 = Utf8Check.of(body, text);
    if (declared == null || declared.equals(StandardCharsets.UTF_8)) {
      return utf8.isPlausible() ? StandardCharsets.UTF_8 : detect(body, utf8.firstNonAscii());
    }
    int needed = Charsets.isSingleByte(declared) ? 1 : CONVINCING_SEQUENCES;
    if (utf8.errors() == 0 && utf8.sequences() >= needed) {
      return StandardCharsets.UTF_8;
    }
    return declared.equals(Charsets.WINDOWS_1252) && utf8.errors() > 0
        ? ofPageLanguage(body, utf8.firstNonAscii()).orElse(declared)
        : declared;
  }

  /** The detected charset, if the detected language is the one that the page declares. */
  private static Optional<Charset> ofPageLanguage(byte[] body, int firstNonAscii) {
    int length = Math.min(body.length, DECLARATION_BYTES);
    Matcher language =
        PAGE_LANGUAGE.matcher(new String(body, 0, length, StandardCharsets.ISO_8859_1));
    if (!language.find()) {
      return Optional.empty();
    }
    String code = language.group(1).toLowerCase(Locale.ROOT);
    if (!NOT_IN_WINDOWS_1252.contains(code)) {
      return Optional.empty();
    }
    CharsetMatch best = detector(body, firstNonAscii).detect();
    return best != null && code.equals(best.getLanguage())
        ? Charsets.forLabel(best.getName())
        : Optional.empty();
  }

  private static Charset byteOrderMark(byte[] body) {
    if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB) {
      return body[2] == (byte) 0xBF ? StandardCharsets.UTF_8 : null;
    }
    if (body.length >= 2 && body[0] == (byte) 0xFE && body[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (body.length >= 2 && body[0] == (byte) 0xFF && body[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return null;
  }

  private static Optional<Charset> declared(byte[] body, String contentType) {
    Matcher header = CHARSET.matcher(contentType);
    if (header.find()) {
      Optional<Charset> charset = Charsets.forLabel(header.group(1));
      if (charset.isPresent()) {
        return charset;
      }
    }
    return inMarkup(body);
  }

  private static Optional<Charset> inMarkup(byte[] body) {
    int length = Math.min(body.length, DECLARATION_BYTES);
    String head = new String(body, 0, length, StandardCharsets.ISO_8859_1);
    Matcher xml = XML_ENCODING.matcher(head);
    if (xml.lookingAt()) {
      return readable(xml.group(1));
    }
    Matcher meta = META.matcher(head);
    for (int at = head.indexOf('<'); at >= 0; at = head.indexOf('<', at + 1)) {
      if (head.startsWith("<!--", at)) {
        at = Math.max(at, head.indexOf("-->", at));
      } else if (meta.region(at, length).lookingAt()) {
        Matcher charset = CHARSET.matcher(meta.group());
        if (charset.find()) {
          return readable(charset.group(1));
        }
      }
    }
    return Optional.empty();
  }

  /** A declaration that is readable as ASCII cannot be right about UTF-16. */
  private static Optional<Charset> readable(String label) {
    return Charsets.forLabel(label)
        .map(charset -> Charsets.isUtf16(charset) ? StandardCharsets.UTF_8 : charset);
  }

  private static boolean looksLikeUtf16(byte[] body, Charset charset) {
    int zeros = 0;
    int pairs = Math.min(body.length, 4_096) / 2;
    int high = charset.equals(StandardCharsets.UTF_16LE) ? 1 : 0;
    for (int i = 0; i < pairs; i++) {
      zeros += body[2 * i + high] == 0 ? 1 : 0;
    }
    return pairs > 0 && zeros * 4 >= pairs;
  }

  private static CharsetDetector detector(byte[] body, int firstNonAscii) {
    int start = Math.max(0, firstNonAscii - 1_024);
    byte[] sample =
        Arrays.copyOfRange(body, start, (int) Math.min(body.length, (long) start + SAMPLE_BYTES));
    CharsetDetector detector = new CharsetDetector();
    detector.enableInputFilter(true);
    detector.setText(sample);
    return detector;
  }

  private static Charset detect(byte[] body, int firstNonAscii) {
    for (CharsetMatch match : detector(body, firstNonAscii).detectAll()) {
      Optional<Charset> charset = Charsets.forLabel(match.getName());
      if (charset.isPresent() && !charset.get().equals(StandardCharsets.UTF_8)) {
        return charset.get();
      }
    }
    return Charsets.WINDOWS_1252;
  }

  /**
   * Counts of well-formed and malformed UTF-8 (Unicode, table 3-7).
   *
   * @param sequences well-formed sequences of two bytes or more
   * @param errors bytes outside of well-formed sequences, except a truncated sequence at the end
   * @param firstNonAscii offset of the first byte above 127, or the length
   */
  record Utf8Check(int sequences, int errors, int firstNonAscii) {

    boolean isPlausible() {
      return errors == 0 || sequences / SEQUENCES_PER_ERROR >= errors;
    }

    static Utf8Check of(byte[] bytes, Utf8Text text) {
      return text.isWellFormed()
          ? new Utf8Check(text.sequences(), 0, text.firstNonAscii())
          : of(bytes);
    }

    static Utf8Check of(byte[] bytes) {
      int sequences = 0;
      int errors = 0;
      int first = bytes.length;
      int i = 0;
      while (i < bytes.length) {
        if (bytes[i] >= 0) {
          i = Utf8.afterAscii(bytes, i + 1, bytes.length);
          continue;
        }
        first = Math.min(first, i);
        int length = Utf8.sequenceAt(bytes, i, bytes.length);
        if (length > 0) {
          sequences++;
          i += length;
        } else {
          errors += i + 3 >= bytes.length && isCutSequence(bytes, i) ? 0 : 1;
          i++;
        }
      }
      return new Utf8Check(sequences, errors, first);
    }

    private static boolean isCutSequence(byte[] bytes, int at) {
      for (int i = at + 1; i < bytes.length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
          return false;
        }
      }
      return true;
    }
  }
}
