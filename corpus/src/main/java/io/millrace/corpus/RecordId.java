package io.millrace.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of records: a 128-bit hash of the record's own id when it has one, else of source, URL,
 * timestamp and content. Never of a file name or a row, so renaming, splitting or streaming an
 * input changes no id.
 */
public final class RecordId {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

  /** As a WARC has it, {@code <urn:uuid:...>}, and without the brackets. */
  private static final Pattern URI = Pattern.compile("<?([A-Za-z][A-Za-z0-9+.-]*:[^<>\\s]+)>?");

  private RecordId() {}

  /**
   * Id of a record that names itself: a WARC-Record-ID, an {@code id} field. A URI in angle
   * brackets is the same name as the URI: WARC files have the brackets, lists made of them have
   * them or not.
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
   * The id that a user means: the 32 hexadecimal digits of one, or the URI by which a record named
   * itself, such as a WARC-Record-ID, with or without angle brackets. Empty for anything else.
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
   * The id that earlier versions gave a record that named itself by a URI in angle brackets, which
   * were part of its name. Empty where {@link #parse} takes the text for no URI.
   */
  public static Optional<String> parseEarlier(String given) {
    return HEX.matcher(given).matches()
        ? Optional.empty()
        : parse(given).map(id -> Hash128.of("id\n<" + unbracketed(given) + '>').toHex());
  }

  /** Id of a record without a name. */
  public static String ofContent(String source, String url, String timestamp, String text) {
    return ofContent(source, url, timestamp, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Id of a record without a name, from its bytes. */
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
