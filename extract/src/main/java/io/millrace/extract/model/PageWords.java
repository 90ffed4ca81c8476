package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.html.Element;
import io.millrace.extract.text.WordHashes;
import io.millrace.extract.tree.HtmlAttributes;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.NamedPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Hashes of the words of a page, for a {@link Lexicon}: words of the attributes of each element
 * that contains judged blocks, and words of the texts of these blocks. Attribute words are stored
 * once per element.
 */
final class PageWords {

  /** Kinds of words; a word has a separate entry for each kind. */
  enum Kind {
    /** Attribute word or name of the element that contains the block. */
    OWN,
    /** The same of an element one to three steps up. */
    NEAR,
    /** The same of an element further up. */
    FAR,
    /** Word of a text with more than eight words. */
    WORD,
    /** Word of a shorter text. */
    SHORT,
    /** A whole text of up to six words. */
    TEXT,
    /** First two words of a longer text. */
    BEGIN,
    /** Last two. */
    END;

    static final List<Kind> ALL = List.of(values());

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    long key(long hash) {
      return WordHashes.mix(hash + (ordinal() + 1) * WordHashes.FACTOR);
    }
  }

  /** Most steps up of {@link Kind#NEAR}. */
  static final int NEAR_STEPS = 3;

  static final int WORDS_OF_A_BLOCK = 40;
  private static final int SHORT_TEXT = 8;
  private static final int WHOLE_TEXT = 6;
  private static final int WORDS_OF_AN_ELEMENT = 64;

  private static final List<String> ATTRIBUTES =
      List.of("class", "id", "role", "itemprop", "data-testid", "data-component");

  private static final int ATTRIBUTES_BUT_CLASS_AND_ID =
      HtmlAttributes.ROLE | HtmlAttributes.ITEMPROP | HtmlAttributes.DATA;

  /**
   * Number of the parent, -1 for the first. Only elements with judged blocks below them are
   * numbered.
   */
  int[] parents;

  /**
   * Start of an element's words in {@link #words}; they end where those of the next element start.
   */
  int[] starts;

  long[] words = new long[1024];
  int elements;

  /** By judged block: number of the element that contains it. */
  final int[] owners;

  /** By block: start of its keys, and of its phrases after the single words. */
  final int[] keyStarts;

  final int[] phraseStarts;
  long[] keys = new long[1024];

  private final Map<Long, String> names;
  private int wordCount;
  private int keyCount;
  private final long[] ofText = new long[WORDS_OF_A_BLOCK + 1];

  /**
   * @param judged the blocks whose texts are read
   * @param names gets each key with its word, or null
   */
  PageWords(PageView page, BitSet judged, Map<Long, String> names) {
    this.names = names;
    List<Block> blocks = page.blocks();
    owners = new int[blocks.size()];
    keyStarts = new int[blocks.size() + 1];
    phraseStarts = new int[blocks.size()];
    readElements(page, judged);
    for (int i = 0; i < blocks.size(); i++) {
      keyStarts[i] = keyCount;
      if (judged.get(i)) {
        readText(i, blocks.get(i).text());
      }
    }
    keyStarts[blocks.size()] = keyCount;
  }

  private void readElements(PageView page, BitSet judged) {
    HtmlTree tree = page.tree();
    boolean[] above = above(page, judged);
    int[] numbers = new int[tree.size()];
    parents = new int[256];
    starts = new int[257];
    for (int i = 0; i < tree.size(); i++) {
      if (above[i]) {
        if (elements == parents.length) {
          parents = Arrays.copyOf(parents, 2 * elements);
          starts = Arrays.copyOf(starts, 2 * elements + 1);
        }
        parents[elements] = i == 0 ? -1 : numbers[tree.parent(i)];
        numbers[i] = elements++;
        readElement(tree, i);
        starts[elements] = wordCount;
      }
    }
    List<Block> blocks = page.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      owners[i] = numbers[blocks.get(i).owner()];
    }
  }

  /** By element: whether it has judged blocks below it. */
  private static boolean[] above(PageView page, BitSet judged) {
    HtmlTree tree = page.tree();
    boolean[] above = new boolean[tree.size()];
    for (int i = judged.nextSetBit(0); i >= 0; i = judged.nextSetBit(i + 1)) {
      int at = page.blocks().get(i).owner();
      while (at >= 0 && !above[at]) {
        above[at] = true;
        at = tree.parent(at);
      }
    }
    return above;
  }

  private void readElement(HtmlTree tree, int number) {
    Element element = tree.element(number);
    String name = element.normalName();
    long hash = WordHashes.step(WordHashes.START, '<');
    for (int i = 0; i < Math.min(name.length(), WordHashes.WORDS_OF_AN_ATTRIBUTE); i++) {
      hash = WordHashes.step(hash, name.charAt(i));
    }
    add(hash);
    if (names != null) {
      nameWord(hash, "<" + name);
    }
    if (element.attributesSize() == 0 || name.equals("body") || name.equals("html")) {
      return;
    }
    if (names != null) {
      nameAttributes(element);
    }
    int states = tree.states(number);
    addAll(tree.namedByClass(number));
    addAll(tree.namedById(number));
    if ((states & ATTRIBUTES_BUT_CLASS_AND_ID) != 0) {
      for (String attribute : ATTRIBUTES.subList(2, ATTRIBUTES.size())) {
        addAll(tree.parts().of(element.attr(attribute)));
      }
    }
  }

  private void addAll(NamedPart part) {
    for (long word : part.words()) {
      add(word);
    }
  }

  private void nameAttributes(Element element) {
    for (String attribute : ATTRIBUTES) {
      String value = element.attr(attribute);
      int[] edges = new int[2 * WordHashes.MOST_WORDS];
      long[] hashes = new long[WordHashes.MOST_WORDS];
      int count = WordHashes.ofAttribute(value, hashes, edges);
      for (int i = 0; i < count; i++) {
        String word = value.substring(edges[2 * i], edges[2 * i + 1]).toLowerCase(Locale.ROOT);
        nameWord(hashes[i], word);
      }
    }
  }

  private void add(long hash) {
    int first = starts[elements - 1];
    if (wordCount - first >= WORDS_OF_AN_ELEMENT) {
      return;
    }
    for (int i = first; i < wordCount; i++) {
      if (words[i] == hash) {
        return;
      }
    }
    if (wordCount == words.length) {
      words = Arrays.copyOf(words, 2 * wordCount);
    }
    words[wordCount++] = hash;
  }

  private void nameWord(long hash, String word) {
    for (Kind kind : List.of(Kind.OWN, Kind.NEAR, Kind.FAR)) {
      name(kind, kind.key(hash), word);
    }
  }

  /** Hash of an element's words in order. */
  long hashOfWords(int element) {
    long all = WordHashes.START;
    for (int i = starts[element]; i < starts[element + 1]; i++) {
      all = WordHashes.join(all, words[i]);
    }
    return all;
  }

  private void readText(int block, String text) {
    int count = WordHashes.ofText(text, ofText);
    int used = Math.min(count, WORDS_OF_A_BLOCK);
    Kind kind = count <= SHORT_TEXT ? Kind.SHORT : Kind.WORD;
    for (int i = 0; i < used; i++) {
      addKey(kind.key(ofText[i]));
    }
    phraseStarts[block] = keyCount;
    if (count > WHOLE_TEXT) {
      addKey(Kind.BEGIN.key(WordHashes.two(ofText[0], ofText[1])));
      addKey(Kind.END.key(WordHashes.lastTwo(text)));
    } else if (count > 0) {
      long all = WordHashes.START;
      for (int i = 0; i < count; i++) {
        all = WordHashes.join(all, ofText[i]);
      }
      addKey(Kind.TEXT.key(all));
    }
    if (names != null) {
      nameText(text, kind, count);
    }
  }

  private void nameText(String text, Kind kind, int count) {
    List<String> all = split(text);
    for (int i = 0; i < Math.min(count, WORDS_OF_A_BLOCK); i++) {
      name(kind, kind.key(ofText[i]), all.get(i));
    }
    if (count > WHOLE_TEXT) {
      name(Kind.BEGIN, keys[keyCount - 2], String.join(" ", all.subList(0, 2)));
      name(Kind.END, keys[keyCount - 1], String.join(" ", all.subList(all.size() - 2, all.size())));
    } else if (count > 0) {
      name(Kind.TEXT, keys[keyCount - 1], String.join(" ", all));
    }
  }

  private static List<String> split(String text) {
    List<String> all = new ArrayList<>();
    int at = WordHashes.wordStart(text, 0);
    while (at < text.length()) {
      int end = WordHashes.wordEnd(text, at);
      StringBuilder word = new StringBuilder();
      text.substring(at, end)
          .codePoints()
          .forEach(c -> word.appendCodePoint(Character.toLowerCase(c)));
      all.add(word.toString());
      at = WordHashes.wordStart(text, end);
    }
    return all;
  }

  private void name(Kind kind, long key, String word) {
    names.computeIfAbsent(key, k -> kind.label() + '\t' + word);
  }

  private void addKey(long key) {
    if (keyCount == keys.length) {
      keys = Arrays.copyOf(keys, 2 * keyCount);
    }
    keys[keyCount++] = key;
  }

  /** Calls the consumer with the key of each word of a block. */
  void forEachKey(int block, LongConsumer consumer) {
    int steps = 0;
    for (int at = owners[block]; at >= 0; at = parents[at]) {
      Kind kind = steps == 0 ? Kind.OWN : steps <= NEAR_STEPS ? Kind.NEAR : Kind.FAR;
      for (int i = starts[at]; i < starts[at + 1]; i++) {
        consumer.accept(kind.key(words[i]));
      }
      steps++;
    }
    for (int i = keyStarts[block]; i < keyStarts[block + 1]; i++) {
      consumer.accept(keys[i]);
    }
  }

  /** Key of a word, or of words separated by blanks for kinds of several words. */
  static long key(Kind kind, String word) {
    if (kind.compareTo(Kind.TEXT) < 0) {
      return kind.key(WordHashes.hash(word, 0, word.length()));
    }
    long all = WordHashes.START;
    for (String one : word.split(" ")) {
      all = WordHashes.join(all, WordHashes.hash(one, 0, one.length()));
    }
    return kind.key(all);
  }
}
