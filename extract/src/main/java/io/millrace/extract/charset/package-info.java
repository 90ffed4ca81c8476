/**
 * Decodes the bytes of a page to characters.
 *
 * <p>Begin with {@link io.millrace.extract.charset.CharsetDetection#decode}. It tries in this
 * order: byte order mark, Content-Type header, the page's own declaration, statistical detection.
 * {@link io.millrace.extract.charset.Charsets} maps the labels of the web to Java's charsets;
 * {@code Utf8Text} is the fast path for UTF-8.
 *
 * <p>Trap: unlike browsers, it ignores a declaration that the bytes contradict.
 */
package io.millrace.extract.charset;
