package io.millrace.extract.model;

import io.millrace.extract.model.PageWords.Kind;
import io.millrace.extract.text.LongNumbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Log odds of being main content for blocks with a certain word, in the attributes of the elements
 * around them or in their text. The file format is text: the line {@code millrace-lexicon 1}; then
 * for each kind ({@link Kind}) a line with the kind, followed by one line per word: log odds,
 * blank, word. Immutable.
 */
public final class Lexicon {

  public static final String HEAD = "millrace-lexicon 1";

  /** Number of features of a block: mean, least and most of each of {@link #PLACES}. */
  static final int NUMBERS = 21;

  /** Value if there is no known word; lower than all log odds. */
  static final float NONE = -10;

  static final String[] PLACES = {
    "own words", "parent words", "near words", "far words", "top words", "text words", "phrases"
  };

  /** Steps up at which {@code top words} start. */
  private static final int TOP_STEPS = 7;

  private static final int MAX_ENTRIES = 1 << 22;
  private static final int FILTER_BITS = 18;

  private final long[] keys;
  private final float[] odds;
  private final int mask;

  /**
   * Bit set of the first bits of the keys. Most words are unknown, and it fits into a core's cache.
   */
  private final long[] filter = new long[1 << FILTER_BITS - 6];

  /**
   * @param keys keys of words, distinct, none 0
   * @param odds log odds of the keys
   */
  public Lexicon(long[] keys, float[] odds) {
    int capacity = Integer.highestOneBit(Math.max(8, 2 * keys.length)) * 2;
    this.keys = new long[capacity];
    this.odds = new float[capacity];
    mask = capacity - 1;
    for (int i = 0; i < keys.length; i++) {
      int at = (int) keys[i] & mask;
      while (this.keys[at] != 0) {
        at = at + 1 & mask;
      }
      this.keys[at] = keys[i];
      this.odds[at] = odds[i];
      int bit = (int) (keys[i] >>> Long.SIZE - FILTER_BITS);
      filter[bit >> 6] |= 1L << bit;
    }
  }

  static Lexicon resource(String name) {
    try (InputStream in = Lexicon.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no lexicon " + name);
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8), name);
    } catch (IOException damaged) {
      throw new IllegalStateException(damaged.getMessage(), damaged);
    }
  }

  /**
   * Reads a lexicon.
   *
   * @param source name for error messages
   * @throws IOException if it is not a lexicon of this format; the message names the line
   */
  public static Lexicon read(Reader in, String source) throws IOException {
    BufferedReader lines = new BufferedReader(in);
    long[] keys = new long[1024];
    float[] odds = new float[1024];
    int size = 0;
    int number = 1;
    Kind kind = null;
    if (!HEAD.equals(lines.readLine())) {
      throw new IOException("line 1 of " + source + " is not '" + HEAD + "'");
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      int blank = line.indexOf(' ');
      try {
        if (blank < 0) {
          kind = Kind.valueOf(line.toUpperCase(Locale.ROOT));
          continue;
        }
        if (kind == null || size == MAX_ENTRIES) {
          throw new IllegalArgumentException();
        }
        if (size == keys.length) {
          keys = Arrays.copyOf(keys, 2 * size);
          odds = Arrays.copyOf(odds, 2 * size);
        }
        odds[size] = Float.parseFloat(line.substring(0, blank));
        keys[size++] = PageWords.key(kind, line.substring(blank + 1));
      } catch (IllegalArgumentException wrong) {
        throw new IOException(
            "line " + number + " of " + source + " is not an entry: " + line, wrong);
      }
    }
    return new Lexicon(Arrays.copyOf(keys, size), Arrays.copyOf(odds, size));
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String place : PLACES) {
      names.add(place + " mean");
      names.add(place + " least");
      names.add(place + " most");
    }
    return names;
  }

  /** Log odds of a key, NaN if it is unknown. */
  float get(long key) {
    int bit = (int) (key >>> Long.SIZE - FILTER_BITS);
    if ((filter[bit >> 6] >>> bit & 1) == 0) {
      return Float.NaN;
    }
    int at = (int) key & mask;
    while (keys[at] != key) {
      if (keys[at] == 0) {
        return Float.NaN;
      }
      at = at + 1 & mask;
    }
    return odds[at];
  }

  /** Looks up the words of a page, once per element. */
  Encoder encoder(PageWords words) {
    return new Encoder(words);
  }

  /** Computes the features of the blocks of a page. */
  final class Encoder {

    private static final int STRIDE = 4;

    /** Three kinds of attribute words, and the far words of the element and all above it. */
    private static final int STATES = 4;

    private final PageWords words;

    /** By element and kind: sum, count, least and most. */
    private final float[] states;

    private final float[] state = new float[STRIDE];

    private Encoder(PageWords words) {
      this.words = words;
      states = new float[words.elements * STATES * STRIDE];
      int[] firsts = new int[words.elements];
      LongNumbers known = new LongNumbers(words.elements);
      for (int element = 0; element < words.elements; element++) {
        int at = element * STATES * STRIDE;
        int next = known.size();
        int same = known.of(words.hashOfWords(element));
        if (same == next) {
          firsts[same] = element;
          lookUp(element, at);
        } else {
          System.arraycopy(states, firsts[same] * STATES * STRIDE, states, at, 3 * STRIDE);
          System.arraycopy(states, at + 2 * STRIDE, state, 0, STRIDE);
        }
        if (words.parents[element] >= 0) {
          merge(words.parents[element], 3);
        }
        System.arraycopy(state, 0, states, at + 3 * STRIDE, STRIDE);
      }
    }

    private void lookUp(int element, int at) {
      for (int kind = 0; kind < 3; kind++) {
        clear();
        for (int i = words.starts[element]; i < words.starts[element + 1]; i++) {
          add(get(Kind.ALL.get(kind).key(words.words[i])));
        }
        System.arraycopy(state, 0, states, at + kind * STRIDE, STRIDE);
      }
    }

    private void clear() {
      state[0] = 0;
      state[1] = 0;
      state[2] = Float.POSITIVE_INFINITY;
      state[3] = Float.NEGATIVE_INFINITY;
    }

    private void add(float value) {
      if (value == value) {
        state[0] += value;
        state[1]++;
        state[2] = Math.min(state[2], value);
        state[3] = Math.max(state[3], value);
      }
    }

    private void merge(int element, int kind) {
      int at = (element * STATES + kind) * STRIDE;
      state[0] += states[at];
      state[1] += states[at + 1];
      state[2] = Math.min(state[2], states[at + 2]);
      state[3] = Math.max(state[3], states[at + 3]);
    }

    private int write(float[] row, int at) {
      boolean any = state[1] > 0;
      row[at] = any ? state[0] / state[1] : NONE;
      row[at + 1] = any ? state[2] : NONE;
      row[at + 2] = any ? state[3] : NONE;
      return at + 3;
    }

    /** Writes the {@link #NUMBERS} features of a block. */
    void put(int block, float[] row, int start) {
      int element = words.owners[block];
      int at = start;
      int steps = 0;
      clear();
      while (element >= 0 && steps < TOP_STEPS) {
        int kind = steps == 0 ? 0 : steps <= PageWords.NEAR_STEPS ? 1 : 2;
        if (steps == 1 || steps == 2 || steps == 4) {
          at = write(row, at);
          clear();
        }
        merge(element, kind);
        element = words.parents[element];
        steps++;
      }
      at = write(row, at);
      clear();
      while (at < start + 12) {
        at = write(row, at);
      }
      if (element >= 0) {
        merge(element, 3);
      }
      at = write(row, at);
      clear();
      for (int i = words.keyStarts[block]; i < words.phraseStarts[block]; i++) {
        add(get(words.keys[i]));
      }
      at = write(row, at);
      clear();
      for (int i = words.phraseStarts[block]; i < words.keyStarts[block + 1]; i++) {
        add(get(words.keys[i]));
      }
      write(row, at);
    }
  }
}
