package io.millrace.langid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words and labels of a model, looked up by their bytes. */
final class Vocabulary {
  /** Result of looking up an unknown word. */
  static final int ABSENT = -1;

  static final int FNV_BASIS = 0x811c9dc5;
  static final int FNV_PRIME = 16777619;

  private static final int LONGEST_WORD = 1 << 16;
  private static final int MOST_BYTES = 1 << 30;
  private static final int MOST_ENTRIES = 1 << 26;
  private static final String LABEL_PREFIX = "__label__";

  private final int words;
  private final String[] labels;
  private final long[] labelCounts;
  private final byte[] bytes;
  private final int[] ends;
  private final int[] table;
  private final int longest;
  private final int endOfSentence;

  private Vocabulary(Reader reader) {
    words = reader.words;
    labels = reader.labels;
    labelCounts = reader.labelCounts;
    bytes = Arrays.copyOf(reader.bytes, reader.used);
    ends = reader.ends;
    table = tableOf(reader.size);
    longest = reader.longest;
    byte[] end = "</s>".getBytes(StandardCharsets.UTF_8);
    endOfSentence = find(end, 0, end.length, hash(end, 0, end.length));
  }

  static Vocabulary read(ModelInput in, Sizes sizes) throws IOException {
    return new Vocabulary(new Reader(in, sizes));
  }

  /**
   * Sizes of the dictionary.
   *
   * @param pruned number of buckets that were kept, or -1 if the model is not pruned
   */
  record Sizes(int entries, int words, int labels, long pruned) {

    static Sizes read(ModelInput in) throws IOException {
      int entries = in.readInt("the dictionary's size");
      int words = in.readInt("the number of words");
      int labels = in.readInt("the number of labels");
      in.readLong("the number of tokens");
      long pruned = in.readLong("the number of kept buckets");
      if (entries < 0
          || entries > MOST_ENTRIES
          || words < 0
          || labels < 1
          || (long) words + labels != entries) {
        throw ModelInput.corrupted(
            "a dictionary of "
                + entries
                + " entries cannot hold "
                + words
                + " words and "
                + labels
                + " labels");
      }
      return new Sizes(entries, words, labels, Math.max(pruned, -1));
    }
  }

  int words() {
    return words;
  }

  int labels() {
    return labels.length;
  }

  /** Name of a label without fastText's prefix. */
  String label(int index) {
    return labels[index];
  }

  /** Frequency of each label in training, from which hierarchical softmax builds its tree. */
  long[] labelCounts() {
    return labelCounts.clone();
  }

  /** Bytes of the longest word. */
  int longest() {
    return longest;
  }

  /** Row of the token that ends every text, or {@link #ABSENT}. */
  int endOfSentence() {
    return endOfSentence;
  }

  /** fastText's hash: FNV-1a on signed bytes, so a byte above 127 also flips the upper 24 bits. */
  static int hash(byte[] text, int from, int to) {
    int h = FNV_BASIS;
    for (int i = from; i < to; i++) {
      h = (h ^ text[i]) * FNV_PRIME;
    }
    return h;
  }

  /** Index of a word, or of a label from {@link #words()} on, or {@link #ABSENT}. */
  int find(byte[] text, int from, int to, int hash) {
    if (to - from > longest) {
      return ABSENT;
    }
    int mask = table.length - 1;
    for (int slot = spread(hash) & mask; table[slot] != ABSENT; slot = (slot + 1) & mask) {
      int index = table[slot];
      int start = index == 0 ? 0 : ends[index - 1];
      if (Arrays.equals(bytes, start, ends[index], text, from, to)) {
        return index;
      }
    }
    return ABSENT;
  }

  private int[] tableOf(int size) {
    int[] slots = new int[Integer.highestOneBit(Math.max(4, size)) * 4];
    Arrays.fill(slots, ABSENT);
    int mask = slots.length - 1;
    for (int index = 0; index < size; index++) {
      int start = index == 0 ? 0 : ends[index - 1];
      int slot = spread(hash(bytes, start, ends[index])) & mask;
      while (slots[slot] != ABSENT) {
        int other = slots[slot];
        int otherStart = other == 0 ? 0 : ends[other - 1];
        if (Arrays.equals(bytes, start, ends[index], bytes, otherStart, ends[other])) {
          break; // fastText finds the last of equal entries
        }
        slot = (slot + 1) & mask;
      }
      slots[slot] = index;
    }
    return slots;
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 15;
  }

  private static final class Reader {
    private final int size;
    private final int words;
    private String[] labels = new String[16];
    private long[] labelCounts = new long[16];
    private byte[] bytes = new byte[1024];
    private int used;
    private int[] ends = new int[64];
    private int longest;

    Reader(ModelInput in, Sizes sizes) throws IOException {
      size = sizes.entries();
      words = sizes.words();
      for (int i = 0; i < size; i++) {
        readEntry(in, i);
      }
      labels = Arrays.copyOf(labels, sizes.labels());
      labelCounts = Arrays.copyOf(labelCounts, sizes.labels());
    }

    private void readEntry(ModelInput in, int index) throws IOException {
      byte[] entry = in.readString(LONGEST_WORD, "word " + index + " of the dictionary");
      long count = in.readLong("the dictionary");
      byte type = in.readByte("the dictionary");
      if (type != (index < words ? 0 : 1)) {
        throw ModelInput.corrupted("entry " + index + " has type " + type);
      }
      append(entry, index);
      if (type == 1) {
        addLabel(entry, index - words, count);
      }
    }

    private void append(byte[] entry, int index) throws IOException {
      if (entry.length > MOST_BYTES - used) {
        throw new IOException("fastText model has a dictionary larger than 1 GiB");
      }
      if (used + entry.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(used + entry.length, 2 * bytes.length));
      }
      if (index == ends.length) {
        ends = Arrays.copyOf(ends, 2 * index);
      }
      System.arraycopy(entry, 0, bytes, used, entry.length);
      used += entry.length;
      ends[index] = used;
      longest = Math.max(longest, entry.length);
    }

    private void addLabel(byte[] entry, int label, long count) {
      if (label == labels.length) {
        labels = Arrays.copyOf(labels, 2 * label);
        labelCounts = Arrays.copyOf(labelCounts, 2 * label);
      }
      String name = new String(entry, StandardCharsets.UTF_8);
      labels[label] = name.startsWith(LABEL_PREFIX) ? name.substring(LABEL_PREFIX.length()) : name;
      labelCounts[label] = count;
    }
  }
}
