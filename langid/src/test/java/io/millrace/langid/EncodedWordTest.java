package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EncodedWordTest {

  @Property
  void hashesEqualThoseOfTheNgramStrings(
      @ForAll String any,
      @ForAll @IntRange(min = 1, max = 4) int minLength,
      @ForAll @IntRange(min = 1, max = 6) int maxLength) {
    String text =
        any.codePoints()
            .filter(c -> c < 0xd800 || c > 0xdfff)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    EncodedWord word = new EncodedWord(minLength, maxLength, text.length());
    word.clear();
    word.append(text.toCharArray(), 0, text.length());
    word.end();
    int[] hashes = new int[word.starts() * maxLength];
    int count = word.hashNgrams(0, word.starts(), hashes);
    assertThat(Arrays.copyOf(hashes, count)).containsExactly(expected(text, minLength, maxLength));
    assertThat(word.hash()).isEqualTo(fnv(text));
  }

  private static int[] expected(String text, int minLength, int maxLength) {
    int[] marked = ("<" + text + ">").codePoints().toArray();
    List<Integer> hashes = new ArrayList<>();
    for (int start = 0; start < marked.length; start++) {
      for (int n = minLength; n <= maxLength && start + n <= marked.length; n++) {
        boolean markAlone = n == 1 && (start == 0 || start == marked.length - 1);
        if (!markAlone) {
          hashes.add(fnv(new String(marked, start, n)));
        }
      }
    }
    return hashes.stream().mapToInt(hash -> hash).toArray();
  }

  /** FNV-1a in which a byte counts as a signed number of 32 bits. */
  private static int fnv(String text) {
    long hash = 2166136261L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = ((hash ^ b & 0xffffffffL) * 16777619L) & 0xffffffffL;
    }
    return (int) hash;
  }
}
