package io.millrace.extract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PhraseSetTest {

  private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9é水]+");

  /** Phrases as strings, by a simple implementation. */
  private static List<String> phrases(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    List<String> phrases = new ArrayList<>();
    for (int i = 0; i + PhraseReader.WORDS <= words.size(); i++) {
      phrases.add(String.join(" ", words.subList(i, i + PhraseReader.WORDS)));
    }
    return phrases;
  }

  private static double share(Set<String> known, List<String> phrases) {
    return phrases.isEmpty()
        ? 0
        : (double) phrases.stream().filter(known::contains).count() / phrases.size();
  }

  @Test
  void coverIsTheShareOfKnownPhrases() {
    PhraseSet set = new PhraseSet();
    assertThat(set.cover("the mill by the river")).isZero();
    set.add("The mill by the river.");
    assertThat(set.cover("(the MILL by the... river grinds)")).isEqualTo(2 / 3.0);
    assertThat(set.cover("the mill by")).isZero();
    assertThat(set.say("by the river grinds").before()).isZero();
    assertThat(set.say("the river by the river grinds").before()).isEqualTo(1 / 3.0);
  }

  @Property(tries = 1_000)
  void isASetOfRunsOfFourWords(
      @ForAll("texts") String first, @ForAll("texts") String second, @ForAll("texts") String text) {
    PhraseSet one = new PhraseSet();
    one.add(first);
    PhraseSet other = new PhraseSet();
    other.add(second);
    Set<String> ofFirst = new HashSet<>(phrases(first));
    Set<String> ofSecond = new HashSet<>(phrases(second));
    List<String> asked = phrases(text);
    assertThat(one.cover(text)).isCloseTo(share(ofFirst, asked), within(1e-12));
    double[] shares = new double[2];
    double[] others = new double[2];
    PhraseSet.cover(text, one, other, shares, others, 1);
    assertThat(shares).containsExactly(0, one.cover(text));
    assertThat(others).containsExactly(0, other.cover(text));
    assertThat(one.say(text).before()).isEqualTo(shares[1]);
    assertThat(one.cover(text)).isEqualTo(asked.isEmpty() ? 0 : 1);
  }

  @Property(tries = 1_000)
  void piecesHaveThePhrasesOfTheWholeText(@ForAll("parts") List<String> parts) {
    String text = String.join("", parts);
    PhraseReader whole = new PhraseReader();
    int count = whole.whole(text);
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(whole.phrase(i));
    }
    PhraseReader reader = new PhraseReader();
    List<Long> found = new ArrayList<>();
    List<String> pieces = new ArrayList<>(parts);
    pieces.add("\n");
    for (String piece : pieces) {
      int more = reader.piece(piece.toCharArray(), 0, piece.length());
      for (int i = 0; i < more; i++) {
        found.add(reader.phrase(i));
      }
    }
    assertThat(found).isEqualTo(expected).hasSize(phrases(text).size()).doesNotContain(0L);
    assertThat(reader.whole(text)).isEqualTo(count);
  }

  /** Long texts are read in slices; words and phrases continue across them. */
  @Property(tries = 50)
  void aLongTextHasThePhrasesOfItsWords(@ForAll @IntRange(max = 40) int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 20_000; i++) {
      text.append("mill7".repeat(1 + i % (longest + 1))).append(i).append(i % 7 == 0 ? ", " : " ");
    }
    List<String> expected = phrases(text.toString());
    PhraseReader reader = new PhraseReader();
    int count = reader.whole(text.toString());
    assertThat(count).isEqualTo(expected.size());
    for (int i = 0; i < count; i += 97) {
      PhraseReader alone = new PhraseReader();
      assertThat(alone.whole(expected.get(i))).isEqualTo(1);
      assertThat(reader.phrase(i)).isEqualTo(alone.phrase(0));
    }
  }

  @Provide
  Arbitrary<List<String>> parts() {
    return Arbitraries.of("mill", "Mill", "é", "水", "7", " ", " ", " ", ", ", "\n", "_")
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> texts() {
    return parts().map(parts -> String.join("", parts));
  }
}
