package io.millrace.extract;

import java.util.SortedSet;

/**
 * A link of a page.
 *
 * @param url absolute, http or https
 * @param text of the anchor, or the alternative text of the image in it; at most 200 code points
 * @param rel relations in lower case, such as {@code nofollow}, {@code ugc}, {@code sponsored}
 * @param inContent whether it is in the main content
 */
public record Link(String url, String text, SortedSet<String> rel, boolean inContent) {}
