package io.millrace.corpus;

import java.util.SortedMap;

/**
 * A record that could not be read. It is counted, and its readable part is kept.
 *
 * @param failure what went wrong
 * @param detail one line for people; programs must not depend on it
 * @param readable the part of the record that could be decoded, for the rejects; may be ""
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
