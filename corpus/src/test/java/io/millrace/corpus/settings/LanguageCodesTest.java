package io.millrace.corpus.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.PerLanguage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCodesTest {

  /** The labels of lid.176. */
  private static final String LID_176 =
      "af als am an ar arz as ast av az azb ba bar bcl be bg bh bn bo bpy br bs bxr ca cbk ce ceb"
          + " ckb co cs cv cy da de diq dsb dty dv el eml en eo es et eu fa fi fr frr fy ga gd gl"
          + " gn gom gu gv he hi hif hr hsb ht hu hy ia id ie ilo io is it ja jbo jv ka kk km kn ko"
          + " krc ku kv kw ky la lb lez li lmo lo lrc lt lv mai mg mhr min mk ml mn mr mrj ms mt"
          + " mwl my myv mzn nah nap nds ne new nl nn no oc or os pa pam pfl pl pms pnb ps pt qu rm"
          + " ro ru rue sa sah sc scn sco sd sh si sk sl so sq sr su sv sw ta te tg th tk tl tr tt"
          + " tyv ug uk ur uz vec vep vi vls vo wa war wuu xal xmf yi yo yue zh";

  @Test
  void everyLabelOfTheModelIsACode() {
    assertThat(LID_176.split(" ")).hasSize(176).allMatch(LanguageCodes::isCode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"und", "gsw", "qaa", "deu_Latn", "zho_Hant", "id", "he", "yi", "nb"})
  void acceptsCodes(String text) {
    assertThat(LanguageCodes.isCode(text)).isTrue();
    assertThat(text).matches(LanguageCodes.SHAPE);
  }

  @Test
  void undIsTheUnknownLanguage() {
    PerLanguage words = PerLanguage.of(5, Map.of("und", 2.0));
    assertThat(words.of("")).isEqualTo(2);
    assertThat(words.of("de")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "german,de",
    "Deutsch,de",
    "deutsch,de",
    "ger,de",
    "deu,de",
    "de-AT,de",
    "DE,de",
    "zh-Hant,zh",
    "FRENCH,fr",
    "fre,fr",
    "chi,zh",
    "iw,he",
    "in_ID,id",
    "eng_Latn_x,en",
    "hbs,sh",
    "Türkçe,tr",
    "INDONESIAN,id",
    "xyz_Latn1,''",
    "klingonish,''",
    "'',''",
    "'de en',''",
    "default,''",
    "xyq_Latn,''"
  })
  void rejectsOtherTextsWithASuggestion(String text, String meant) {
    assertThat(LanguageCodes.isCode(text)).isFalse();
    assertThat(LanguageCodes.suggestion(text)).isEqualTo(meant);
  }
}
