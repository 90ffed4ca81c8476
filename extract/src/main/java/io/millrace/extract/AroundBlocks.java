package io.millrace.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the elements that hold blocks are: read once an element, since most are above many blocks.
 */
final class AroundBlocks {

  private static final List<String> TAGS =
      List.of(
          "p",
          "div",
          "li",
          "h1",
          "h2",
          "h3",
          "h4",
          "td",
          "tr",
          "section",
          "article",
          "pre",
          "dd",
          "dt",
          "blockquote",
          "figcaption",
          "button",
          "a",
          "span",
          "body",
          "ul",
          "main",
          "header",
          "summary",
          "th",
          "caption",
          "address",
          "form",
          "label");

  private static final Map<String, Integer> TAG_NUMBERS = numbers(TAGS);

  /** Topics of {@link Cues} of which it is told how many steps up the nearest element names it. */
  private static final List<String> TOPICS =
      List.of("foot", "comment", "caption", "review", "content", "popup", "related", "article");

  private static final int TOPIC_BITS =
      TOPICS.stream().mapToInt(topic -> 1 << Cues.number(topic)).sum();

  /** By topic: where its byte begins. */
  private static final int[] TOPIC_SHIFTS = new int[Integer.SIZE];

  static {
    for (int i = 0; i < TOPICS.size(); i++) {
      TOPIC_SHIFTS[Cues.number(TOPICS.get(i))] = i * Byte.SIZE;
    }
  }

  private static final String[] TOPIC_NAMES =
      TOPICS.stream().map(topic -> "up to " + topic).toArray(String[]::new);

  /** How many numbers {@link #put} puts. */
  static final int COUNT = 4 + TOPICS.size();

  /** Steps to what is not there; no more are counted. */
  private static final int NOT_THERE = 99;

  private static final long EACH_BYTE = 0x0101010101010101L;

  private final HtmlTree tree;
  private final byte[] tags;
  private final byte[] embedded;

  /** By element: the steps to each topic, a byte each. */
  private final long[] steps;

  AroundBlocks(PageView page) {
    tree = page.tree();
    int size = tree.size();
    tags = new byte[size];
    embedded = new byte[size];
    steps = new long[size];
    for (int i = 0; i < size; i++) {
      if (page.subtrees().blocks[i] > 0) {
        Integer tag = TAG_NUMBERS.get(tree.element(i).normalName());
        tags[i] = tag == null ? -1 : tag.byteValue();
        int own = tree.element(i).attributesSize() == 0 ? 0 : source(tree.element(i).className());
        embedded[i] = own != 0 || i == 0 ? (byte) own : embedded[tree.parent(i)];
        long above = i == 0 ? NOT_THERE * EACH_BYTE : oneMore(steps[tree.parent(i)]);
        steps[i] = above & ~topicBytes(page.ownCues(i));
      }
    }
  }

  /** Each byte and one more, but {@link #NOT_THERE} at most. */
  private static long oneMore(long bytes) {
    long full = bytes + (0x80 - NOT_THERE) * EACH_BYTE >>> 7 & EACH_BYTE;
    return bytes + EACH_BYTE - full;
  }

  /** All bits of the bytes of some topics. */
  private static long topicBytes(int topics) {
    long bytes = 0;
    for (int left = topics & TOPIC_BITS; left != 0; left &= left - 1) {
      bytes |= 0xFFL << TOPIC_SHIFTS[Integer.numberOfTrailingZeros(left)];
    }
    return bytes;
  }

  private static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : names) {
      numbers.put(name, numbers.size());
    }
    return numbers;
  }

  private static int source(String classes) {
    if (classes.startsWith("linkeddata ")) {
      return classes.contains("articleBody") ? 1 : classes.contains("description") ? 2 : 3;
    } else if (classes.startsWith("state ")) {
      return classes.contains("escription") ? 4 : 5;
    }
    return classes.startsWith("meta ") ? 6 : 0;
  }

  private int grandparent(int parent) {
    int above = parent < 0 ? -1 : tree.parent(parent);
    return above < 0 ? -2 : tags[above];
  }

  /** Puts what stands above a block. */
  void put(FeatureRow row, int owner) {
    int parent = tree.parent(owner);
    row.put("tag", tags[owner]);
    row.put("parent tag", parent < 0 ? -2 : tags[parent]);
    row.put("grandparent tag", grandparent(parent));
    row.put("embedded", embedded[owner]);
    for (int i = 0; i < TOPIC_NAMES.length; i++) {
      row.put(TOPIC_NAMES[i], steps[owner] >>> i * Byte.SIZE & 0xFF);
    }
  }
}
