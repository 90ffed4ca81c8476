package io.millrace.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTagsTest {

  @ParameterizedTest
  @CsvSource({
    "EN_us,en-US",
    "pt-br,pt-BR",
    "'de, en',de",
    "zh-hant-tw,zh-Hant-TW",
    "en_US.UTF-8,en-US",
    "english,''",
    "' ',''",
    "x,''",
    "und,''",
    "de-,de",
    "en-US-u-ca-buddhist,en-US",
    "IT,it"
  })
  void normalisesTags(String stated, String tag) {
    assertThat(LanguageTags.normalise(stated)).isEqualTo(tag);
  }

  @Property
  void normalisedTagsAreWellFormedAndStable(@ForAll String stated) {
    String tag = LanguageTags.normalise(stated);
    assertThat(LanguageTags.normalise(tag)).isEqualTo(tag);
    assertThat(tag.isEmpty() || Locale.forLanguageTag(tag).toLanguageTag().equals(tag)).isTrue();
  }
}
