package io.millrace.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordSetTest {

  @Test
  void findsWordsInAnyCaseAndCountsEachOccurrence() {
    WordSet set = WordSet.of(List.of("the", "Don't", "not a word", "!"));
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.contains(WordHash.folded("THE"))).isTrue();
    assertThat(set.contains(WordHash.folded("dont"))).isTrue();
    assertThat(set.contains(WordHash.folded("word"))).isFalse();
    assertThat(set.contains(0)).isFalse();
    assertThat(set.count(new TextAnalyzer().analyze("The cat and the dog"))).isEqualTo(2);
  }

  @Property(tries = 200)
  void holdsExactlyWhatWasAdded(
      @ForAll Set<@AlphaChars @StringLength(min = 1, max = 3) String> in,
      @ForAll @AlphaChars @StringLength(min = 4, max = 6) String out) {
    WordSet set = WordSet.of(in);
    assertThat(in).allMatch(word -> set.contains(WordHash.folded(word)));
    assertThat(set.contains(WordHash.folded(out))).isFalse();
  }

  @Property(tries = 200)
  void seenHashesBehaveLikeASet(@ForAll List<Long> hashes) {
    SeenHashes seen = new SeenHashes();
    for (int round = 0; round < 3; round++) {
      seen.clear(hashes.size());
      Set<Long> reference = new HashSet<>();
      for (long hash : hashes) {
        assertThat(seen.add(hash)).isEqualTo(reference.add(hash));
      }
    }
  }
}
