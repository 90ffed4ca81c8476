package io.millrace.extract.html;

/**
 * Limits that keep time and memory linear in the size of a page. No ordinary page reaches them; one
 * that does still gives a tree.
 *
 * @param maxCharacters of the page, in UTF-16 units; the rest is not read
 * @param maxTags start and end tags, comments and document types; the rest is not read
 * @param maxDepth most open elements; a deeper element becomes a sibling of the one at this depth.
 *     Pages with very many tags have a smaller limit, because some tags search the open elements,
 *     but at least {@link #MIN_DEPTH}
 */
public record Limits(int maxCharacters, int maxTags, int maxDepth) {

  public static final int MIN_DEPTH = 64;

  /** Most attributes of a tag; the rest are dropped. */
  static final int MAX_ATTRIBUTES = 512;

  /** The same for a formatting element, which may be copied often. */
  static final int MAX_FORMATTING_ATTRIBUTES = 48;

  /** Most active formatting elements; the oldest are removed. */
  static final int MAX_FORMATTING = 256;

  /** Most tags times depth. */
  private static final int MAX_WORK = 32_000_000;

  /** Elements without a tag that every page may have, for example one per paragraph. */
  private static final int FREE_ELEMENTS = 50_000;

  private static final int CHARACTERS_PER_ELEMENT = 32;

  public Limits {
    if (maxCharacters < 0 || maxTags < 0) {
      throw new IllegalArgumentException("maxCharacters and maxTags must be at least 0");
    }
    if (maxDepth < MIN_DEPTH) {
      throw new IllegalArgumentException("maxDepth " + maxDepth + " is less than " + MIN_DEPTH);
    }
  }

  int depth(int tags) {
    return tags < MAX_WORK / maxDepth ? maxDepth : Math.max(MIN_DEPTH, MAX_WORK / tags);
  }

  /** Most copies of formatting elements after this many characters. */
  static int madeElements(int characters) {
    return FREE_ELEMENTS + characters / CHARACTERS_PER_ELEMENT;
  }
}
