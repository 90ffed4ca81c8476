package io.millrace.rephrase.gate;

import static io.millrace.rephrase.gate.GateFixture.check;
import static io.millrace.rephrase.gate.GateFixture.reasons;
import static io.millrace.rephrase.gate.GateFixture.rewrite;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Good paraphrases pass; copies fail. */
class ParaphraseTest {

  @ParameterizedTest
  @CsvFileSource(resources = "paraphrases.tsv", delimiter = '\t', quoteCharacter = '`')
  void goodParaphrasesPassAndTheirPassagesDoNot(String language, String passage, String answer) {
    assertThat(reasons(check(rewrite(passage, answer, language)))).isEmpty();
    assertThat(reasons(check(rewrite(passage, passage, language))))
        .containsExactly(GateReason.COPIED);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "paraphrases.tsv", delimiter = '\t', quoteCharacter = '`')
  void aParaphraseOfAnotherPassageFails(String language, String passage, String answer) {
    String other = language.equals("en") ? "Bees dance. Dances tell where flowers grow." : passage;
    String unlike = language.equals("en") ? answer : GateFixture.GOOD;
    assertThat(reasons(check(rewrite(other, unlike, language)))).contains(GateReason.INVENTED);
  }
}
