package io.millrace.corpus;

import java.util.SortedMap;

/**
 * A record that was there and could not be read. It is counted, named and kept as far as readable.
 *
 * @param failure what went wrong
 * @param detail one line for people; never the only place a fact is kept
 * @param readable as much of the record as could be decoded, for the rejects; may be ""
 */
public record UnreadableRecord(
    String id,
    String url,
    String timestamp,
    String source,
    FailReason failure,
    String detail,
    String readable,
    SortedMap<String, String> metadata)
    implements InputRecord {}
