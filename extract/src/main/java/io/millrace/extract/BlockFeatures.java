package io.millrace.extract;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers about one block of a page: its text, its place, what stands around it. They are those out
 * of several hundred that trees learned from asked most; decision 24 says what the others were.
 */
final class BlockFeatures {

  /** What a block is told of one of its neighbours. */
  private static final String[] SEEN = {" length", " link density", " boilerplate", " rules"};

  private static final String[] NEIGHBOUR_NAMES = {"next-2", "next-1", "next1", "next2"};
  private static final int[] NEIGHBOURS = {-2, -1, 1, 2};

  /** Of the neighbours' {@link #SEEN} the first that is told. */
  private static final int[] SEEN_FROM = {2, 0, 0, 2};

  /** The elements around a block that are looked at. */
  static final String[] CONTAINERS = {
    "owner", "parent", "several", "rung .03", "rung .1", "rung .25", "rung .5", "card", "card list"
  };

  private static final int OWNER = 0;
  private static final int PARENT = 1;
  private static final int SEVERAL = 2;
  static final int FIRST_RUNG = 3;
  private static final int RUNG_10 = 4;
  private static final int RUNG_25 = 5;
  private static final int RUNG_50 = 6;
  static final int CARD = 7;
  private static final int CARD_LIST = 8;

  /** How many numbers are put about each. */
  private static final int[] NUMBERS = {4, 3, 2, 0, 4, 7, 6, 5, 2};

  /** Least shares of a page's text that the rungs hold. */
  private static final double[] LADDER = {.03, .1, .25, .5};

  /** Blocks that an element has to hold for being several. */
  private static final int SOME_BLOCKS = 4;

  /** Siblings that are alike from which on they are cards. */
  private static final int CARDS = 3;

  private final PageView page;
  private final HtmlTree tree;
  private final List<Block> blocks;
  private final BlockTexts texts;
  private final Subtrees subtrees;
  private final Repeats repeats;
  private final int[] lengthBefore;
  private final int firstHeading;
  private final int lastLong;
  private final int firstLong;
  private final TitleWords titleWords;
  private final AroundBlocks around;
  private final int[] containers;
  private final Windows windows;
  private final float[] seen;

  BlockFeatures(PageView page) {
    this.page = page;
    tree = page.tree();
    blocks = page.blocks();
    texts = page.texts();
    subtrees = page.subtrees();
    repeats = page.repeats();
    around = new AroundBlocks(page);
    windows = new Windows(page);
    containers = new int[blocks.size() * CONTAINERS.length];
    lengthBefore = new int[blocks.size() + 1];
    int heading = -1;
    int last = -1;
    int first = -1;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      lengthBefore[i + 1] = lengthBefore[i] + block.length();
      if (i > 0 && blocks.get(i - 1).owner() == block.owner()) {
        int from = (i - 1) * CONTAINERS.length;
        System.arraycopy(containers, from, containers, from + CONTAINERS.length, CONTAINERS.length);
      } else {
        findContainers(block.owner(), containers, i * CONTAINERS.length);
      }
      if (heading < 0 && block.level() == 1 && !block.hidden()) {
        heading = i;
      }
      if (block.length() >= 100 && block.linkDensity() < .3 && !block.boilerplate()) {
        last = i;
        first = first < 0 ? i : first;
      }
    }
    firstHeading = heading;
    lastLong = last;
    firstLong = first;
    titleWords = new TitleWords(page.title());
    seen = seen();
  }

  void put(FeatureRow row, int number) {
    put(row, number, -1);
  }

  /**
   * Puts the numbers of a block.
   *
   * @param before the block whose numbers the row had until now, or -1
   */
  void put(FeatureRow row, int number, int before) {
    Block block = blocks.get(number);
    boolean sameOwner = before >= 0 && blocks.get(before).owner() == block.owner();
    putText(row, number, block);
    putPlace(row, number, block);
    if (sameOwner) {
      row.putSame(AroundBlocks.COUNT);
    } else {
      around.put(row, block.owner());
    }
    putContainers(row, number, before);
    putRepeats(row, number, block);
    putNeighbours(row, number);
  }

  private void putText(FeatureRow row, int number, Block block) {
    int length = block.length();
    row.putLog("words", texts.words[number]);
    row.putLog("length", length);
    row.put("link density", block.linkDensity());
    row.putShare("digit share", texts.digits[number], length);
    row.putShare("upper share", texts.upper[number], texts.letters[number]);
    row.putShare("symbol share", texts.symbols[number], length);
    row.putLog("sentence ends", texts.sentenceEnds[number]);
    row.putLog("commas", texts.commas[number]);
    row.putLog("lines", texts.lines[number]);
    row.put("ends sentence", texts.endsSentence[number]);
    row.put("copyright", texts.has(number, BlockTexts.COPYRIGHT));
    row.put("described", described(number, block.text()));
    row.put("title share", titleWords.share(block.text()));
  }

  /** What share of it the page's own description says. */
  private double described(int number, String text) {
    return texts.hasFewerWords(number, PhraseSet.WORDS) ? 0 : page.described().cover(text);
  }

  private void putPlace(FeatureRow row, int number, Block block) {
    int owner = block.owner();
    int size = blocks.size();
    row.put("kind", block.kind().ordinal());
    row.put("level", block.level());
    row.put("boilerplate", block.boilerplate());
    row.put("hidden", block.hidden());
    row.put("rules", page.rules().get(number));
    row.put("depth", subtrees.depth[owner]);
    row.putLog("number", number);
    row.putShare("position", number, size);
    row.putLog("number from end", size - 1 - number);
    row.putShare("length before", lengthBefore[number], lengthBefore[size]);
    row.putLog("characters before", lengthBefore[number]);
    row.put("from heading", firstHeading < 0 ? -1000 : number - firstHeading);
    row.put("from first long", firstLong < 0 ? -1000 : number - firstLong);
    row.put("from last long", lastLong < 0 ? -1000 : number - lastLong);
    row.put(
        "common depth h1",
        firstHeading < 0 ? -1 : commonDepth(owner, blocks.get(firstHeading).owner()));
  }

  private int commonDepth(int one, int other) {
    int at = one;
    while (at >= 0 && !tree.contains(at, other)) {
      at = tree.parent(at);
    }
    return at < 0 ? 0 : subtrees.depth[one] - subtrees.depth[at];
  }

  /** The element around a block that {@link #CONTAINERS} names. */
  int container(int block, int which) {
    return containers[block * CONTAINERS.length + which];
  }

  /** Finds the elements around a block at growing scales. */
  private void findContainers(int owner, int[] result, int start) {
    int total = Math.max(1, subtrees.length[0]);
    result[start] = owner;
    result[start + 1] = Math.max(0, tree.parent(owner));
    int at = owner;
    while (at > 0 && subtrees.blocks[at] < SOME_BLOCKS) {
      at = tree.parent(at);
    }
    result[start + SEVERAL] = at;
    at = owner;
    for (int i = 0; i < LADDER.length; i++) {
      while (at > 0 && subtrees.length[at] < LADDER[i] * total) {
        at = tree.parent(at);
      }
      result[start + FIRST_RUNG + i] = at;
    }
    int card = owner;
    while (card > 0 && repeats.alike[card] < CARDS) {
      card = tree.parent(card);
    }
    result[start + CARD] = card;
    result[start + CARD_LIST] = Math.max(0, tree.parent(card));
  }

  /** Numbers of elements are those of the block before where that is in the same element. */
  private void putContainers(FeatureRow row, int number, int before) {
    for (int which = 0; which < CONTAINERS.length; which++) {
      int element = container(number, which);
      if (before >= 0 && container(before, which) == element) {
        row.putSame(NUMBERS[which]);
      } else {
        putContainer(row, which, element);
      }
    }
    putPlaceIn(row, "rung .25 place", container(number, RUNG_25), number);
    putPlaceIn(row, "rung .5 place", container(number, RUNG_50), number);
    putPlaceIn(row, "card place", container(number, CARD), number);
  }

  private void putPlaceIn(FeatureRow row, String name, int element, int number) {
    row.putShare(name, number - subtrees.firstBlock[element], subtrees.blocks[element]);
  }

  /** Puts as many as {@link #NUMBERS} says. */
  private void putContainer(FeatureRow row, int which, int element) {
    String name = CONTAINERS[which];
    int length = subtrees.length[element];
    int count = subtrees.blocks[element];
    int running = subtrees.running[element];
    switch (which) {
      case OWNER -> {
        row.putShare(name, " running share", running, length);
        row.putShare(name, " block length", length, count);
        row.putShare(name, " page running", running, subtrees.running[0]);
        row.putLog(name, " alike", repeats.alike[element]);
      }
      case PARENT -> {
        row.putShare(name, " running share", running, length);
        row.putShare(name, " page running", running, subtrees.running[0]);
        row.putShare(name, " page share", length, subtrees.length[0]);
      }
      case SEVERAL -> {
        row.putShare(name, " page running", running, subtrees.running[0]);
        row.putShare(name, " heading share", subtrees.headings[element], count);
      }
      case RUNG_10 -> {
        row.put(name, " link density", subtrees.linkDensity(element));
        row.putShare(name, " page share", length, subtrees.length[0]);
        row.putLog(name, " blocks", count);
        row.putShare(name, " heading share", subtrees.headings[element], count);
      }
      case RUNG_25 -> {
        row.put(name, " link density", subtrees.linkDensity(element));
        row.putShare(name, " page share", length, subtrees.length[0]);
        row.putShare(name, " running share", running, length);
        row.putShare(name, " page running", running, subtrees.running[0]);
        row.putLog(name, " blocks", count);
        row.putShare(name, " block length", length, count);
        row.putShare(name, " heading share", subtrees.headings[element], count);
      }
      case RUNG_50 -> {
        row.put(name, " link density", subtrees.linkDensity(element));
        row.putShare(name, " page share", length, subtrees.length[0]);
        row.putShare(name, " block length", length, count);
        row.putLog(name, " blocks", count);
        row.putShare(name, " heading share", subtrees.headings[element], count);
        row.putShare(
            name, " sentence density", subtrees.sentenceEnds[element], subtrees.words[element]);
      }
      case CARD -> {
        row.put(name, " link density", subtrees.linkDensity(element));
        row.putShare(name, " running share", running, length);
        row.putLog(name, " blocks", count);
        row.putShare(name, " image density", subtrees.images[element], count);
        row.put(name, " length", length);
      }
      case CARD_LIST -> {
        row.putShare(name, " running share", running, length);
        row.putLog(name, " blocks", count);
      }
      default -> {
        // of the smallest rung only the scores are looked at, by SecondLook
      }
    }
  }

  private void putRepeats(FeatureRow row, int number, Block block) {
    int owner = block.owner();
    int group = repeats.pathGroup[owner];
    row.putLog("path blocks", repeats.groupBlocks[group]);
    row.putShare("path page share", repeats.groupLength[group], subtrees.length[0]);
    row.putShare("path block length", repeats.groupLength[group], repeats.groupBlocks[group]);
    row.putShare("path sentence ends", repeats.groupEnds[group], repeats.groupBlocks[group]);
    row.put("said before", repeats.sameTextAs[number] != number);
    row.putLog("same texts", repeats.sameTexts[repeats.sameTextAs[number]]);
    row.put("card depth", subtrees.depth[owner] - subtrees.depth[container(number, CARD)]);
  }

  /** By block, and once more for none: what its neighbours are told of it. */
  private float[] seen() {
    float[] numbers = new float[(blocks.size() + 1) * SEEN.length];
    int at = 0;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      numbers[at++] = (float) FeatureRow.log(block.length());
      numbers[at++] = (float) block.linkDensity();
      numbers[at++] = block.boilerplate() ? 1 : 0;
      numbers[at++] = page.rules().get(i) ? 1 : 0;
    }
    Arrays.fill(numbers, at, numbers.length, -1);
    return numbers;
  }

  private void putNeighbours(FeatureRow row, int number) {
    for (int at = 0; at < NEIGHBOURS.length; at++) {
      int other = number + NEIGHBOURS[at];
      boolean there = other >= 0 && other < blocks.size();
      int from = (there ? other : blocks.size()) * SEEN.length;
      row.putAll(NEIGHBOUR_NAMES[at], SEEN, seen, from, SEEN_FROM[at], SEEN.length);
    }
    windows.put(row, "window 5", number, 5);
    windows.put(row, "window 15", number, 15);
  }
}
