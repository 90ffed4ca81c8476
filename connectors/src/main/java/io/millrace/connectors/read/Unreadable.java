package io.millrace.connectors.read;

import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.settings.Address;
import io.millrace.shards.file.DamagedInputException;
import java.util.Collections;
import java.util.TreeMap;

/** Makes unreadable records from damaged bytes or text without fields. */
public final class Unreadable {

  private Unreadable() {}

  /** From bytes that are not text; their hash is the id. */
  public static UnreadableRecord bytes(
      String source, byte[] sample, DamagedInputException damaged) {
    return of(
        RecordId.ofContent(source, "", "", sample),
        source,
        damaged.reason(),
        damaged.getMessage(),
        "");
  }

  /** From the readable text of a record that could not be parsed. */
  public static UnreadableRecord text(
      String source, FailReason reason, String detail, byte[] readable) {
    return of(
        RecordId.ofContent(source, "", "", readable),
        source,
        reason,
        detail,
        Readable.text(readable));
  }

  public static UnreadableRecord of(
      String id, String source, FailReason reason, String detail, String readable) {
    return new UnreadableRecord(
        id,
        "",
        "",
        source,
        reason,
        Readable.oneLine(Address.redact(detail)),
        readable,
        Collections.unmodifiableSortedMap(new TreeMap<>()));
  }
}
