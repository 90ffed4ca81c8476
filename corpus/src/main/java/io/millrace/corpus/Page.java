package io.millrace.corpus;

import java.util.SortedMap;

/**
 * A web resource as its server sent it, with transfer and content encodings decoded.
 *
 * @param contentType value of the Content-Type header with its parameters, or ""
 * @param body bytes of the resource; owned by the record, must not be changed
 */
public record Page(
    String id,
    String url,
    String timestamp,
    String source,
    String contentType,
    byte[] body,
    SortedMap<String, String> metadata)
    implements InputRecord {}
