package io.millrace.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of records: a 128-bit hash of the record's own id if it has one, else of source, URL,
 * timestamp and content. File names and row numbers are not hashed, so renaming, splitting or
 * streaming an input changes no id.
 */
public final class RecordId {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

  /** {@code <urn:uuid:...>} as in a WARC file, or without the brackets. */
  private static final Pattern URI = Pattern.compile("<?([A-Za-z][A-Za-z0-9+.-]*:[^<>\\s]+)>?");

  private RecordId() {}

  /**
   * Id of a record that has its own id, such as a WARC-Record-ID or an {@code id} field. A URI
   * gives the same id with and without angle brackets: WARC files have them, lists made from WARC
   * files may not.
   */
  public static String ofOwn(String ownId) {
    return Hash128.of("id\n" + unbracketed(ownId)).toHex();
  }

  private static String unbracketed(String ownId) {
    return ownId.startsWith("<") && ownId.endsWith(">") && URI.matcher(ownId).matches()
        ? ownId.substring(1, ownId.length() - 1)
        : ownId;
  }

  /**
   * Parses an id given by a user: 32 hexadecimal digits, or the URI that is the record's own id,
   * with or without angle brackets. Empty for anything else.
   */
  public static Optional<String> parse(String given) {
    if (HEX.matcher(given).matches()) {
      return Optional.of(given.toLowerCase(Locale.ROOT));
    }
    return URI.matcher(given).matches() && given.startsWith("<") == given.endsWith(">")
        ? Optional.of(ofOwn(given))
        : Optional.empty();
  }

  /**
   * The id that earlier versions gave to a record whose own id is a URI in angle brackets; they
   * hashed the brackets too. Empty unless {@link #parse} takes the text for a URI.
   */
  public static Optional<String> parseEarlier(String given) {
    return HEX.matcher(given).matches()
        ? Optional.empty()
        : parse(given).map(id -> Hash128.of("id\n<" + unbracketed(given) + '>').toHex());
  }

  /** Id of a record without an id of its own. */
  public static String ofContent(String source, String url, String timestamp, String text) {
    return ofContent(source, url, timestamp, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Id of a record without an id of its own, from its bytes. */
  public static String ofContent(String source, String url, String timestamp, byte[] content) {
    byte[] head =
        ("content\n" + source + '\n' + url + '\n' + timestamp + '\n')
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return Hash128.of(all).toHex();
  }
}
