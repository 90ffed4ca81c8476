package io.millrace.corpus;

import java.nio.charset.StandardCharsets;

/**
 * Ids of records: a 128-bit hash of the record's own id when it has one, else of source, URL,
 * timestamp and content. Never of a file name or a row, so renaming, splitting or streaming an
 * input changes no id.
 */
public final class RecordId {

  private RecordId() {}

  /** Id of a record that names itself: a WARC-Record-ID, an {@code id} field. */
  public static String ofOwn(String ownId) {
    return Hash128.of("id\n" + ownId).toHex();
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
