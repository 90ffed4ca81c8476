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
        "en|The harbour silted up after the flood, and the boats moved to the next bay.|The harbour"
            + " silted up after the flood.",
        "en|The old mill, built in 1823, burned down.|The old mill burned down.",
        "en|The old mill (now a museum) burned down.|The old mill burned down.",
        "en|The tunnel is 640 metres long and was dug by hand.|The tunnel is 640 metres long.",
        "en|The brothers opened a bakery near the station.|The brothers opened a bakery.",
        "en|The harbour silted up after the flood, ruining the boats.|The harbour silted up after"
            + " the flood.",
        "en|They found a famous painting in the attic.|They found a painting in the attic.",
        "de|Händler brachten Salz über die Berge, weil es wertvoll war.|Händler brachten Salz über"
            + " die Berge.",
        "de|Das Metall stand neben dem alten Turm.|Das Metall stand neben dem Turm.",
        "es|El puerto se llenó de arena, y los pescadores se fueron.|El puerto se llenó de arena.",
        "fr|La forge du village, qui ferma en 1950, abrite un musée.|La forge du village abrite un"
            + " musée.",
        "it|La galleria è lunga 640 metri e fu scavata a mano.|La galleria è lunga 640 metri.",
      })
  void additionsMayGo(String language, String passage, String answer) {
    assertThat(accepts(language, passage, answer)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // scope of a negation, a comparison, a share, a condition
        "en|No bridge was built in the north of the county.|No bridge was built.",
        "en|It was the longest bridge in Europe.|It was the longest bridge.",
        "en|About 60% of the children were taught in the town.|About 60% of the children were taught.",
        "en|The rest was paid, if the goods arrived, and the ship left.|The rest was paid.",
        // an exception
        "en|The films were shown for nothing, but not on Sundays.|The films were shown for nothing.",
        // what happens in general, of one kind only
        "en|Copper turns green in the rain.|Copper turns green.",
        "de|Ein starkes Volk verzehrt viel Honig.|Ein Volk verzehrt viel Honig.",
        // which one is meant
        "de|Kinder, die nicht schwimmen können, müssen draußen bleiben.|Kinder müssen draußen bleiben.",
        // by whose word, under what condition
        "en|The new road is cheap, according to the board.|The new road is cheap.",
        "en|The tax is low (as long as the price holds).|The tax is low.",
        // what belongs to the word before
        "en|The storm caused an increase in accidents.|The storm caused an increase.",
        "en|The museum was designed for children.|The museum was designed.",
        // one of several things, or of several words before a noun
        "en|The old shop sold nails, painting tools, and planks.|The old shop sold nails.",
        "en|The locks gave us strong, lasting protection.|The locks gave us strong.",
        "en|The bees drink water, gather pollen from the fields, and store it.|The bees drink water,"
            + " gather pollen from the fields.",
        // brackets within brackets, a list in brackets
        "en|The road is closed (from the mill (now a museum) on).|The road is closed on).",
        "en|They had other costs (the tolls, and fuel was dear).|They had other costs (the tolls.",
        "en|The old toll is paid (or waived) at the gate.|The old toll is paid at the gate.",
        "en|The board says that (part of) the mill burned.|The board says that the mill burned.",
        "en|The stamp has two digits (only in old papers) or four.|The stamp has two digits or four.",
        // an argument, part of a formula, another number
        "en|A call to unlock(true) is needed before the gate opens.|A call to unlock is needed before"
            + " the gate opens.",
        "en|The board reads it as list.map (list.head 3) in the book.|The board reads it as list.map"
            + " in the book.",
        "en|The plots have 100 or 200 trees (400 trees by the hill).|The plots have 100 or 200 trees.",
        // of a kind of its own
        "en|The clerk keeps a continuous record of the tides.|The clerk keeps a record of the tides.",
        "de|Der Rat las einen laufenden Bericht im Saal.|Der Rat las einen Bericht im Saal.",
        // more of a list, a condition or a series in brackets, an exception, an end
        "en|The shop sells the album, which has old maps, loose prints and cards.|The shop sells the"
            + " album loose prints and cards.",
        "en|Both of the gates turn to the left (on old lines).|Both of the gates turn to the left.",
        "en|The clerk writes a row of the form (a b ... z) in the book.|The clerk writes a row of the"
            + " form in the book.",
        "en|The rooms are set to the same size, but with one door in the first.|The rooms are set to"
            + " the same size.",
        "en|Only whole numbers are read by the clerk, and dates in the old form.|Only whole numbers"
            + " are read by the clerk.",
        "en|The clerk goes to the next row, and repeats it until the page ends.|The clerk goes to the"
            + " next row.",
        "en|The board has no rule that ensures, for example, that the mill is safe.|The board has no"
            + " rule that ensures.",
        "en|The reason is that before the war, mending the boats took a day, for all of them.|The"
            + " reason is that before the war for all of them.",
        // an adjective without its noun, an aside after a conjunction, the end of a list
        "en|The map shows a limited, but useful list of the mills.|The map shows a limited.",
        "en|The guild has rules for lending boats and, conversely, returning them in the winter.|The"
            + " guild has rules for lending boats and, conversely.",
        "en|They painted the door in the same tone, shading and gloss as the wall.|They painted the"
            + " door in the same tone.",
        // what the next sentence speaks of
        "en|The town kept two mills, and one was near the sea. The former is old.|The town kept two"
            + " mills. The former is old.",
        "en|The boats lie in one row, but some are tied into a group. The group is let.|The boats lie"
            + " in one row. The group is let.",
        // an exception from all, a condition that would bind to something else
        "en|The flood took all the boats, but left the ferry.|The flood took all the boats.",
        "en|The guild lets the boats, which come from the yard, as long as they float.|The guild lets"
            + " the boats as long as they float.",
        "en|The clerk looks once a day, as soon as the line is free.|The clerk looks once a day.",
        // the main clause
        "en|That is, using a boat, without any risk.|That is without any risk.",
        "en|Driven by the current below, turning the boats takes two men.|Driven by the current"
            + " below.",
        "en|If the ice is thin, walking on it is dangerous.|If the ice is thin.",
        "en|While the old mill is cheap, running it is dear.|While the old mill is cheap.",
        "en|The reason for the noise — and the smell — is the mill.|The reason for the noise.",
        "en|The keys are good for long texts and, because they are soft, quiet.|The keys are good"
            + " for long texts and.",
        "en|In the following winter, the mill burned down.|In the following winter.",
        "en|With many options there, choosing one is hard.|With many options there.",
        // quotations
        "en|He called it \"a mill, which is old, and a ruin\".|He called it \"a mill and a ruin\".",
        // of whom the next sentence speaks
        "en|Paul left for Canada, and Henry ran the shop. He sold it.|Paul left for Canada. He sold it.",
        "es|Pablo se fue a Canadá, y Enrique llevó la tienda. Vendió todo.|Pablo se fue a Canadá."
            + " Vendió todo.",
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
        "The harbour of Penwick silted up after the great flood of 1784 and is a meadow now. Salt"
            + " was dear there once, and towns grew rich.";
    String whole =
        "The mill (now a museum) is old. " + "It stands by the brook in a valley. ".repeat(9);
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
            "The", "old", "mill", "Anna", "was", "is", "built", "in", "1823", ",", ",", ", which",
            ", and", ", but", "not", "and", "(", ")", "of", "a", "famous", "bridge", "very", ". ",
            ". ", ".\n", "\\", "\"", "“", "]", "–", "é", "橋", "if", "because", "\u0301", "😀", "%")
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
