package io.millrace.extract.model;

import io.millrace.extract.blocks.PageView;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.TagNumbers;
import java.util.Arrays;
import java.util.List;

/**
 * Properties of the elements that contain blocks, read once per element because most contain many
 * blocks.
 */
final class AroundBlocks {

  private static final List<String> TAGS =
      List.of(
          ("p div li h1 h2 h3 h4 td tr section article pre dd dt blockquote figcaption button"
                  + " a span body ul main header summary th caption address form label")
              .split(" "));

  private static final TagNumbers TAG_NUMBERS = TagNumbers.inOrder(TAGS);

  /** Elements whose distance above a block is a feature. */
  private static final List<String> LOOKED_FOR =
      List.of(("article main li table section a form figure blockquote details").split(" "));

  private static final String[] NAMES =
      LOOKED_FOR.stream()
          .map(name -> "in " + (name.equals("blockquote") ? "quote" : name))
          .toArray(String[]::new);

  /** Number of features of {@link #putNearest}. */
  static final int NEAREST = NAMES.length;

  private static final TagNumbers LOOKED_FOR_NUMBERS = TagNumbers.inOrder(LOOKED_FOR);

  private static final int MOST_STEPS = 12;
  private static final int NOT_THERE = 99;

  private final HtmlTree tree;
  private final byte[] tags;
  private final byte[] lookedFor;
  private final byte[] embedded;
  private final int[] nearest = new int[NEAREST];

  AroundBlocks(PageView page) {
    tree = page.tree();
    int size = tree.size();
    tags = new byte[size];
    lookedFor = new byte[size];
    embedded = new byte[size];
    for (int i = 0; i < size; i++) {
      if (page.subtrees().blocks[i] > 0) {
        tags[i] = (byte) TAG_NUMBERS.of(tree, i);
        lookedFor[i] = (byte) LOOKED_FOR_NUMBERS.of(tree, i);
        int own = tree.namedByClass(i).embedded();
        embedded[i] = own != 0 || i == 0 ? (byte) own : embedded[tree.parent(i)];
      }
    }
  }

  /** Number of an element's name, -1 for a rare one, -2 for no element. */
  int tag(int element) {
    return element < 0 ? -2 : tags[element];
  }

  /** Source of embedded text, or 0 for text that the page shows. */
  int embedded(int owner) {
    return embedded[owner];
  }

  /** Puts the number of steps up to the nearest element of each {@link #LOOKED_FOR} name, or 99. */
  void putNearest(FeatureRow row, int owner) {
    Arrays.fill(nearest, NOT_THERE);
    int at = owner;
    for (int steps = 0; at >= 0 && steps < MOST_STEPS; steps++) {
      int found = lookedFor[at];
      if (found >= 0 && nearest[found] == NOT_THERE) {
        nearest[found] = steps;
      }
      at = tree.parent(at);
    }
    for (int i = 0; i < NEAREST; i++) {
      row.put(NAMES[i], nearest[i]);
    }
  }
}
