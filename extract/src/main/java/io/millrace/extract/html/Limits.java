package io.millrace.extract.html;

/**
 * Bounds that keep time and memory linear in a page. No ordinary page reaches them; one that does
 * is still a tree.
 *
 * @param maxCharacters of the page in UTF-16 units; what comes after is not read
 * @param maxTags start and end tags, comments and document types; what comes after is not read
 * @param maxDepth elements that are open at a time; a deeper element becomes a sibling of the one
 *     at this depth. Fewer for pages of very many tags, because the open elements are searched at
 *     some of them, but never fewer than {@link #MIN_DEPTH}
 */
public record Limits(int maxCharacters, int maxTags, int maxDepth) {

  public static final int MIN_DEPTH = 64;

  /** Attributes of a tag; those after are dropped. */
  static final int MAX_ATTRIBUTES = 512;

  /** The same of a formatting element, which may be made again and again. */
  static final int MAX_FORMATTING_ATTRIBUTES = 48;

  /** Formatting elements that are active at a time; older ones end. */
  static final int MAX_FORMATTING = 256;

  /** Tags times depth. */
  private static final int MAX_WORK = 32_000_000;

  /** Elements without a tag that any page may have; one for each of its paragraphs, say. */
  private static final int FREE_ELEMENTS = 50_000;

  private static final int CHARACTERS_PER_ELEMENT = 32;

  public Limits {
    if (maxCharacters < 0 || maxTags < 0) {
      throw new IllegalArgumentException("a limit of HTML must not be less than 0");
    }
    if (maxDepth < MIN_DEPTH) {
      throw new IllegalArgumentException("maxDepth " + maxDepth + " is less than " + MIN_DEPTH);
    }
  }

  int depth(int tags) {
    return tags < MAX_WORK / maxDepth ? maxDepth : Math.max(MIN_DEPTH, MAX_WORK / tags);
  }

  /** Elements that may be made of formatting elements alone, after so many characters. */
  static int madeElements(int characters) {
    return FREE_ELEMENTS + characters / CHARACTERS_PER_ELEMENT;
  }
}
