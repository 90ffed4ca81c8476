package io.millrace.rephrase.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DeletionGrammarTest {

  /** No limits of length and copying: a grammar wherever anything may go. */
  private static final KindLimits ANY =
      new KindLimits(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99, 1, 1);

  private static final KindLimits SHORTEN = KindLimits.of(AnswerKind.SHORTEN);

  private static boolean accepts(String language, String passage, String answer) {
    return DeletionGrammar.of(passage, language, ANY)
        .map(grammar -> GrammarReader.read(grammar).accepts(answer))
        .orElse(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The harbour silted up after the flood, so the boats moved.|The harbour silted up after"
            + " the flood.",
        "en|The harbour silted up after the flood, leaving the boats on the sand.|The harbour silted"
            + " up after the flood.",
        "en|It has a wide bay, which holds forty boats, a ferry and a crane.|It has a wide bay.",
        "en|The town has a mill, a building of the last century.|The town has a mill.",
        "en|However, the mill is small and dark, because it was a barn.|However, the mill is small"
            + " and dark.",
        "en|But they sell good bread, and you can see the oven.|But they sell good bread.",
        "en|Old boats are cheap here, although they leak.|Old boats are cheap here.",
        "en|The Guild of Old Mills (GOM) burned down.|The Guild of Old Mills burned down.",
        "en|They found a very large painting in the attic.|They found a large painting in the attic.",
        "de|Das Salz war in den Bergen teuer, weil es von weit her kam.|Das Salz war in den Bergen"
            + " teuer.",
        "de|Die Stadt hat eine Mühle, die am Bach steht.|Die Stadt hat eine Mühle.",
        "es|El puerto está lleno de arena, porque nadie lo limpia.|El puerto está lleno de arena.",
        "fr|La forge est dans le village, parce que le fer est proche.|La forge est dans le village.",
        "fr|La forge est dans le village, parce que le fer est proche. Le pain est bon.|La forge est"
            + " dans le village. Le pain est bon.",
        "it|La galleria è lunga 640 metri, perché la montagna è larga.|La galleria è lunga 640 metri.",
      })
  void additionsMayGo(String language, String passage, String answer) {
    assertThat(accepts(language, passage, answer)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // no sign of a main clause before the comma
        "en|If the ice is thin, leaving it is wise.|If the ice is thin.",
        "en|Driven by the current below, turning the boats takes two men.|Driven by the current"
            + " below.",
        "en|In the following winter, because it was cold, the mill burned down.|In the following"
            + " winter.",
        "en|Unlike the old barges, where two men steer, a boat has one.|Unlike the old barges.",
        "en|How much we all like it, leaving the mill to them is best.|How much we all like it.",
        "en|However, for most of the boats, leaving the bay is hard.|However, for most of the boats.",
        "en|So whether it is late or early, setting the light is wise.|So whether it is late or"
            + " early.",
        "en|You can walk here but if you do not, a boat is there.|You can walk here but if you do"
            + " not.",
        "en|The boats of the guild, which are old, leak.|The boats of the guild.",
        "en|The mill that was sold, which is old, burned down.|The mill that was sold.",
        "en|The reason is that before the war, mending the boats took a day.|The reason is that"
            + " before the war.",
        "en|The price is low – best of all – making it a good choice.|The price is low – best of all.",
        // an exception from all, of a negation, the end of a list, by whose word, on what condition
        "en|The films were shown for nothing, but they were not on Sundays.|The films were shown for"
            + " nothing.",
        "en|They took all the boats, but they left the ferry.|They took all the boats.",
        "en|Only whole numbers are read here, and they must be small.|Only whole numbers are read"
            + " here.",
        "en|It is for those who own a boat, and show some skill.|It is for those who own a boat.",
        "en|The old shop is full of nails, setting tools, and planks.|The old shop is full of nails.",
        "en|Their work is making the keys, setting the clocks, and oiling the doors.|Their work is"
            + " making the keys.",
        "en|Their task is opening the gates, keeping them clean and providing oil.|Their task is"
            + " opening the gates.",
        "en|They help by selling boats, reducing the price, and giving fine, dry nets.|They help by"
            + " selling boats.",
        "en|The locks are strong and giving, lasting things.|The locks are strong and.",
        "en|They say it is a living, giving part of the town.|They say it is a living.",
        "en|They painted the door in tone, adding and gloss.|They painted the door in tone.",
        "en|The new road is cheap, according to the board.|The new road is cheap.",
        "en|They let the boats here, so long as they float.|They let the boats here.",
        "en|They let the boats when it rains, because they leak.|They let the boats when it rains.",
        "en|The tax is low (as long as the price holds).|The tax is low.",
        // more than an addition goes
        "en|It is in bringing the water inside, creating a cool, quiet room.|It is in bringing the"
            + " water inside quiet room.",
        "en|The rest is just old sand and stone.|The rest is just old sand.",
        "en|The soil left between the rows is dry.|The soil left.",
        "en|They were a comprehensive and strategic effort.|They were a comprehensive.",
        "en|Any clerk of theirs (who has done the work) can sign.|Any clerk of theirs can sign.",
        "en|A call to unlock(ALL) is needed before it opens.|A call to unlock is needed before it"
            + " opens.",
        "en|The Guild of Old Mills (GOM) burned. The GOM was old.|The Guild of Old Mills burned. The"
            + " GOM was old.",
        "en|They do not really know it.|They do not know it.",
        // the next sentence speaks of what goes
        "fr|La forge est dans le village, parce que le fer est proche. Il est lourd.|La forge est"
            + " dans le village. Il est lourd.",
        "it|La galleria è lunga 640 metri, perché la montagna è larga. La sua cima è bella.|La"
            + " galleria è lunga 640 metri. La sua cima è bella.",
        // to what end it is not so
        "de|Das soll nicht gebaut worden sein, damit es hält, sondern damit es glänzt.|Das soll"
            + " nicht gebaut worden sein.",
        "en|It was not built in a day, because they had time.|It was not built in a day.",
        // which one is meant
        "de|Das sind die Kinder, die nicht schwimmen können.|Das sind die Kinder.",
        // quotations
        "en|They called it \"a mill of old\", which is true.|They called it \"a mill of old\".",
        // of whom or of what the next sentence speaks
        "en|The town kept two mills, although one was near the sea. The former is old.|The town kept"
            + " two mills. The former is old.",
        "en|The boats lie in one row, because they are a group. The group is let.|The boats lie"
            + " in one row. The group is let.",
        "en|There is Paul in the shop, because Henry left. He sold it.|There is Paul in the shop. He"
            + " sold it.",
        "es|La tienda es de Pablo, porque Enrique se fue. Vendió todo.|La tienda es de Pablo. Vendió"
            + " todo.",
      })
  void whatChangesTheRestStays(String language, String passage, String answer) {
    assertThat(accepts(language, passage, answer)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nl|De molen, die oud was, brandde af.",
        "ja|橋は一九二三年に建てられ、二〇一〇年に閉鎖されました。",
        "en|Nothing may go here.",
        "en|''",
        "en|. , ( ) .",
      })
  void noGrammarWhereNothingMayGo(String language, String passage) {
    assertThat(DeletionGrammar.of(passage, language, ANY)).isEmpty();
  }

  @Test
  void noGrammarWhereNoAnswerWouldPass() {
    String copied =
        "Salt was dear there once, and towns grew rich. The harbour of Penwick silted up after the"
            + " great flood of 1784, so a meadow is there now.";
    String whole =
        "The Mill of Old Penwick (MOP) is old. " + "It stands by the brook in a valley. ".repeat(9);
    for (String passage : List.of(copied, whole)) {
      assertThat(DeletionGrammar.of(passage, "en", ANY)).isPresent();
      assertThat(DeletionGrammar.of(passage, "en", SHORTEN)).isEmpty();
    }
  }

  static final List<String> hostile =
      List.of(
          "w".repeat(10_000) + ", and it was.",
          "A mill\u0000, which was old, burned down.",
          "A mill\u001B, which was old, burned down.",
          "a, ".repeat(100_000),
          "and was ".repeat(900),
          "It was of in a, and ".repeat(390) + ".",
          "(".repeat(5_000),
          "A \"mill\", \\which was old\\, burned.");

  @ParameterizedTest
  @FieldSource("hostile")
  void hostilePassagesHaveNoGrammar(String passage) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(DeletionGrammar.of(passage, "en", ANY)).isEmpty());
  }

  @Provide
  Arbitrary<String> passages() {
    return Arbitraries.of(
            "The",
            "old",
            "mill",
            "Anna",
            "was",
            "is",
            "built",
            "in",
            "(MOP)",
            ",",
            ",",
            ", which",
            ", and",
            ", but",
            ", because",
            "it",
            "not",
            "and",
            "(",
            ")",
            "of",
            "a",
            "famous",
            "bridge",
            "very",
            ". ",
            ". ",
            ".\n",
            "\\",
            "\"",
            "“",
            "]",
            "–",
            "é",
            "橋",
            "if",
            "because",
            "\u0301",
            "😀",
            "%")
        .list()
        .ofMaxSize(40)
        .map(words -> String.join(" ", words).replace(" ,", ",").replace(" .", "."));
  }

  /**
   * What may be said is the passage's words in their order, fewer of them, of each sentence some.
   */
  @Property(tries = 2000)
  void answersAreThePassageWithoutSomething(
      @ForAll("passages") String passage, @ForAll("languages") String language, @ForAll long seed) {
    Optional<String> grammar = DeletionGrammar.of(passage, language, ANY);
    if (grammar.isEmpty()) {
      return;
    }
    GrammarReader reader = GrammarReader.read(grammar.get());
    String whole = Comparison.prepared(passage.strip());
    String answer = reader.any(new Random(seed));
    assertThat(reader.accepts(answer)).isTrue();
    assertThat(reader.accepts(whole)).isFalse();
    assertThat(answer.length()).isLessThan(whole.length());
    Tokens source = Tokens.of(whole);
    Alignment alignment = Alignment.of(source, Tokens.of(answer));
    assertThat(alignment.inserted()).isZero();
    Sentences sentences = Sentences.of(source);
    for (int i = 0; i < sentences.size(); i++) {
      boolean kept = false;
      for (int word = sentences.from(i); word < sentences.to(i); word++) {
        kept |= alignment.isKept(word);
      }
      assertThat(kept).isTrue();
    }
  }

  @Provide
  Arbitrary<String> languages() {
    return Arbitraries.of("de", "en", "es", "fr", "it", "nl");
  }
}
