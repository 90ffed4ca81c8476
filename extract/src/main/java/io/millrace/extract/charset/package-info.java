/**
 * Bytes of a page to characters.
 *
 * <p>Begin with {@link io.millrace.extract.charset.CharsetDetection#decode}. It asks, in this
 * order: byte order mark, Content-Type header, the page's own declaration, detection by statistics.
 * A declaration that the bytes contradict is ignored, which browsers do not do. {@link
 * io.millrace.extract.charset.Charsets} maps the labels of the web to Java's charsets.
 */
package io.millrace.extract.charset;
