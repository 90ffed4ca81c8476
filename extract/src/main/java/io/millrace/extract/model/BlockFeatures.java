package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.BlockTexts;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.blocks.Repeats;
import io.millrace.extract.blocks.Subtrees;
import io.millrace.extract.text.PhraseReader;
import io.millrace.extract.text.PhraseSet;
import io.millrace.extract.text.TitleWords;
import io.millrace.extract.tree.Cues;
import io.millrace.extract.tree.HtmlTree;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Features of one block of a page: its text, its position, its surroundings. */
final class BlockFeatures {

  private static final int[] NEIGHBOURS = {-3, -2, -1, 1, 2, 3};
  private static final String[] NEIGHBOUR_NAMES = {
    "next-3", "next-2", "next-1", "next1", "next2", "next3"
  };

  /** Features of a neighbour, except its distance, which comes between these. */
  private static final String[] SEEN = {
    " length", " link density", " ends sentence", " level", " boilerplate", " rules"
  };

  private static final int SEEN_BEFORE = 4;

  /** Index of the feature "place" among those of a container. */
  private static final int PLACE = 9;

  private static final double[] LADDER = {.03, .1, .25, .5};

  private final PageView page;
  private final HtmlTree tree;
  private final List<Block> blocks;
  private final BlockTexts texts;
  private final Subtrees subtrees;
  private final Repeats repeats;
  private final Surroundings surroundings;
  private final TitleWords titleWords;
  private final AroundBlocks around;
  private final int[] containers;
  private final double[] described;
  private final double[] structured;
  private final float[] seen;

  /**
   * @param judged the blocks whose features will be requested
   */
  BlockFeatures(PageView page, Surroundings surroundings, BitSet judged) {
    this.page = page;
    this.surroundings = surroundings;
    tree = page.tree();
    blocks = page.blocks();
    texts = page.texts();
    subtrees = page.subtrees();
    repeats = page.repeats();
    around = surroundings.around;
    containers = new int[blocks.size() * CONTAINERS.length];
    described = new double[blocks.size()];
    structured = new double[blocks.size()];
    for (int i = judged.nextSetBit(0); i >= 0; i = judged.nextSetBit(i + 1)) {
      Block block = blocks.get(i);
      findContainers(block.owner(), containers, i * CONTAINERS.length);
      if (!texts.hasFewerWords(i, PhraseReader.WORDS)) {
        PhraseSet.cover(
            block.text(), page.described(), page.structured(), described, structured, i);
      }
    }
    titleWords = new TitleWords(page.title());
    seen = seen();
  }

  /** Features of all blocks. */
  static BlockFeatures ofAll(PageView page) {
    return new BlockFeatures(page, new Surroundings(page), page.allBlocks());
  }

  void put(FeatureRow row, int number) {
    put(row, number, -1);
  }

  /**
   * Puts the features of a block.
   *
   * @param before the block whose features the row has, or -1
   */
  void put(FeatureRow row, int number, int before) {
    Block block = blocks.get(number);
    boolean sameOwner = before >= 0 && blocks.get(before).owner() == block.owner();
    putText(row, number, block);
    putPlace(row, number, block, sameOwner);
    if (sameOwner) {
      row.putSame(Cues.COUNT);
    } else {
      putCues(row, block.owner());
    }
    putLadder(row, number, before);
    putRepeats(row, number, block);
    putNeighbours(row, number);
  }

  private void putText(FeatureRow row, int number, Block block) {
    int length = block.length();
    row.putLog("length", length);
    row.putLog("words", texts.words[number]);
    row.put("link density", block.linkDensity());
    row.putShare("word length", texts.letters[number], texts.words[number]);
    row.putShare("upper share", texts.upper[number], texts.letters[number]);
    row.putShare("digit share", texts.digits[number], length);
    row.putShare("symbol share", texts.symbols[number], length);
    row.putShare("capitalised share", texts.capitalised[number], texts.words[number]);
    row.putLog("sentence ends", texts.sentenceEnds[number]);
    row.putShare("sentence density", texts.sentenceEnds[number], texts.words[number]);
    row.putLog("commas", texts.commas[number]);
    row.putLog("lines", texts.lines[number]);
    row.put("ends sentence", texts.endsSentence[number]);
    String text = block.text();
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    row.put("ends question", last == '?' || last == '\uFF1F');
    row.put("ends colon", last == ':' || last == '\uFF1A');
    row.put("ends ellipsis", last == '\u2026' || text.endsWith("...") || text.endsWith("[\u2026]"));
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    row.put("starts lower", Character.isLowerCase(first));
    row.put("starts digit", first >= '0' && first <= '9');
    row.put("copyright", texts.has(number, BlockTexts.COPYRIGHT));
    row.put("mail", texts.has(number, BlockTexts.MAIL));
    row.put("bar", texts.has(number, BlockTexts.BAR));
    row.put("price", texts.has(number, BlockTexts.PRICE));
    row.put("year", texts.has(number, BlockTexts.YEAR));
    row.put("arrow", texts.has(number, BlockTexts.ARROW));
    row.put("described", described[number]);
    row.put("structured", structured[number]);
    row.put("title share", titleWords.share(text));
  }

  private void putPlace(FeatureRow row, int number, Block block, boolean sameOwner) {
    int owner = block.owner();
    row.put("kind", block.kind().ordinal());
    row.put("level", block.level());
    int parent = tree.parent(owner);
    row.put("tag", around.tag(owner));
    row.put("parent tag", around.tag(parent));
    row.put("grandparent tag", around.tag(parent < 0 ? -1 : tree.parent(parent)));
    row.put("boilerplate", block.boilerplate());
    row.put("hidden", block.hidden());
    row.put("rules", page.rules().get(number));
    row.put("depth", subtrees.depth[owner]);
    int size = blocks.size();
    row.putLog("number", number);
    row.putLog("number from end", size - 1 - number);
    row.putShare("position", number, size);
    int[] lengthBefore = surroundings.windows.lengthBefore;
    row.putShare("length before", lengthBefore[number], lengthBefore[size]);
    row.putLog("characters before", lengthBefore[number]);
    row.put("from heading", surroundings.fromHeading(number));
    row.put("from first long", surroundings.fromFirstLong(number));
    row.put("from last long", surroundings.fromLastLong(number));
    row.putShare("share of page", block.length(), lengthBefore[size]);
    int heading = surroundings.firstHeading;
    row.put("common depth h1", heading < 0 ? -1 : commonDepth(owner, blocks.get(heading).owner()));
    row.put("embedded", around.embedded(owner));
    if (sameOwner) {
      row.putSame(AroundBlocks.NEAREST);
    } else {
      around.putNearest(row, owner);
    }
  }

  private int commonDepth(int one, int other) {
    int at = one;
    while (at >= 0 && !tree.contains(at, other)) {
      at = tree.parent(at);
    }
    return at < 0 ? 0 : subtrees.depth[one] - subtrees.depth[at];
  }

  private void putCues(FeatureRow row, int owner) {
    int[] nearest = new int[Cues.COUNT];
    Arrays.fill(nearest, 99);
    int steps = 0;
    for (int at = owner; at >= 0; at = tree.parent(at)) {
      int own = page.ownCues(at);
      while (own != 0) {
        int topic = Integer.numberOfTrailingZeros(own);
        nearest[topic] = Math.min(nearest[topic], steps);
        own &= own - 1;
      }
      steps++;
    }
    for (int i = 0; i < Cues.COUNT; i++) {
      row.put("up to ", Cues.name(i), nearest[i]);
    }
  }

  private void putLadder(FeatureRow row, int number, int before) {
    for (int i = 0; i < CONTAINERS.length; i++) {
      boolean same = before >= 0 && container(number, i) == container(before, i);
      putContainer(row, i, number, same);
    }
  }

  static final String[] CONTAINERS = {
    "owner", "parent", "several", "rung .03", "rung .1", "rung .25", "rung .5", "card", "card list"
  };

  /** The element around a block by its index in {@link #CONTAINERS}. */
  int container(int block, int which) {
    return containers[block * CONTAINERS.length + which];
  }

  /** Finds the elements of {@link #CONTAINERS} around a block. */
  private void findContainers(int owner, int[] result, int start) {
    int total = Math.max(1, subtrees.length[0]);
    result[start] = owner;
    result[start + 1] = Math.max(0, tree.parent(owner));
    int at = owner;
    while (at > 0 && subtrees.blocks[at] < 4) {
      at = tree.parent(at);
    }
    result[start + 2] = at;
    at = owner;
    for (int i = 0; i < LADDER.length; i++) {
      while (at > 0 && subtrees.length[at] < LADDER[i] * total) {
        at = tree.parent(at);
      }
      result[start + 3 + i] = at;
    }
    int card = owner;
    while (card > 0 && repeats.alike[card] < 3) {
      card = tree.parent(card);
    }
    result[start + 7] = card;
    result[start + 8] = Math.max(0, tree.parent(card));
  }

  /** The features of a container are the same for all blocks in it, except their place. */
  private void putContainer(FeatureRow row, int which, int number, boolean same) {
    int element = container(number, which);
    String name = CONTAINERS[which];
    double place = share(number - subtrees.firstBlock[element], subtrees.blocks[element]);
    if (same) {
      row.putSame(PLACE);
      row.put(name, " place", place);
      row.putSame(1);
      return;
    }
    row.put(name, " link density", subtrees.linkDensity(element));
    row.putShare(name, " page share", subtrees.length[element], subtrees.length[0]);
    row.putShare(name, " running share", subtrees.running[element], subtrees.length[element]);
    row.putShare(name, " page running", subtrees.running[element], subtrees.running[0]);
    row.putShare(name, " block length", subtrees.length[element], subtrees.blocks[element]);
    row.putLog(name, " blocks", subtrees.blocks[element]);
    row.putShare(
        name, " sentence density", subtrees.sentenceEnds[element], subtrees.words[element]);
    row.putShare(name, " heading share", subtrees.headings[element], subtrees.blocks[element]);
    row.putShare(name, " image density", subtrees.images[element], subtrees.blocks[element]);
    row.put(name, " place", place);
    row.putLog(name, " alike", repeats.alike[element]);
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private void putRepeats(FeatureRow row, int number, Block block) {
    int owner = block.owner();
    int group = repeats.pathGroup[owner];
    row.putLog("path blocks", repeats.groupBlocks[group]);
    row.putShare("path page share", repeats.groupLength[group], subtrees.length[0]);
    row.putShare("path block length", repeats.groupLength[group], repeats.groupBlocks[group]);
    row.putShare("path link density", repeats.groupLinkLength[group], repeats.groupLength[group]);
    row.putShare("path sentence ends", repeats.groupEnds[group], repeats.groupBlocks[group]);
    row.put("said before", repeats.sameTextAs[number] != number);
    row.putLog("same texts", repeats.sameTexts[repeats.sameTextAs[number]]);
    int card = container(number, 7);
    row.putLog("card alike", card <= 0 ? 0 : repeats.alike[card]);
    row.put("card index", card <= 0 ? -1 : repeats.index[card]);
    row.put("card depth", subtrees.depth[owner] - subtrees.depth[card]);
    row.putShare("card length", subtrees.length[card], 1);
  }

  /** By block, plus one entry for no block: its features as a neighbour. */
  private float[] seen() {
    float[] numbers = new float[(blocks.size() + 1) * SEEN.length];
    int at = 0;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      numbers[at++] = (float) FeatureRow.log(block.length());
      numbers[at++] = (float) block.linkDensity();
      numbers[at++] = texts.endsSentence[i] ? 1 : 0;
      numbers[at++] = block.level();
      numbers[at++] = block.boilerplate() ? 1 : 0;
      numbers[at++] = page.rules().get(i) ? 1 : 0;
    }
    Arrays.fill(numbers, at, numbers.length, -1);
    numbers[at] = (float) FeatureRow.log(-.5);
    return numbers;
  }

  private void putNeighbours(FeatureRow row, int number) {
    int owner = blocks.get(number).owner();
    for (int at = 0; at < NEIGHBOURS.length; at++) {
      int other = number + NEIGHBOURS[at];
      boolean there = other >= 0 && other < blocks.size();
      String name = NEIGHBOUR_NAMES[at];
      int from = (there ? other : blocks.size()) * SEEN.length;
      row.putAll(name, SEEN, seen, from, 0, SEEN_BEFORE);
      row.put(name, " distance", there ? distance(owner, blocks.get(other).owner()) : 99);
      row.putAll(name, SEEN, seen, from, SEEN_BEFORE, SEEN.length);
    }
    surroundings.windows.put(row, "window 5", number, 5);
    surroundings.windows.put(row, "window 15", number, 15);
  }

  /** Number of steps up from the first element to the smallest one that contains both. */
  private int distance(int one, int other) {
    int steps = 0;
    int at = one;
    while (at > 0 && !tree.contains(at, other)) {
      at = tree.parent(at);
      steps++;
    }
    return steps;
  }
}
