package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptOpinionTest {
  private static final String LABELS =
      "en ru de fr it ja es ceb tr pt uk eo pl sv nl he zh hu ar ca fi cs fa sr el vi bg ko no mk"
          + " ro id th hy da ta hi hr sh be ka te kk war lt gl sk bn eu sl kn ml mr et az ms sq la"
          + " bs nn ur lv my tt af oc nds ky ast tl is ia si gu km br ba uz bo pa vo als ne cy jbo"
          + " fy mn lb ce ug tg sco sa cv jv min io or as new ga mg an ckb sw bar lmo yi arz mhr"
          + " azb sah pnb su bpy pms ilo wuu ku ps ie xmf yue gom li mwl kw sd hsb scn gd pam bh"
          + " mai vec mt dv wa mzn am qu eml cbk tk rm os vls yo lo lez so myv diq mrj dsb frr ht"
          + " gn bxr kv sc nah krc bcl nap gv av rue xal pfl dty hif co lrc vep tyv";

  @Test
  void everyLabelOfLid176HasAScript() {
    List<String> labels = Arrays.asList(LABELS.split(" "));
    assertThat(labels).hasSize(176);
    assertThat(labels).noneMatch(label -> ScriptOpinion.scriptsOf(label).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "en, Latn",
    "ru, Cyrl",
    "ar, Arab",
    "sr, Cyrl Latn",
    "uz, Arab Cyrl Latn",
    "ja, Hani Hira Kana",
    "ko, Hang Hani",
    "zh, Bopo Hani",
    "yue, Hani",
    "pa, Arab Guru",
    "als, Latn",
    "eml, Latn",
    "yi, Hebr",
    "dv, Thaa",
    "xmf, Geor",
    "pnb, Arab",
  })
  void knowsScripts(String language, String scripts) {
    assertThat(ScriptOpinion.scriptsOf(language)).containsExactly(scripts.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "en, مطحنة على النهر, true",
    "en, мельница у реки, true",
    "ar, a mill by the river, true",
    "sr, vodenica na reci, false",
    "sr, воденица на реци, false",
    "ja, 水車小屋, false",
    "zh, 水車小屋, false",
    "zh, みずぐるま, true",
    "en, мельница and mill, false",
    "en, 12345, false",
    "zzz, мельница, false",
    "'', мельница, false",
  })
  void contradicts(String language, String text, boolean contradiction) {
    assertThat(ScriptOpinion.contradicts(language, Scripts.of(text), .9)).isEqualTo(contradiction);
  }

  @Test
  void aShareEqualToTheLimitContradicts() {
    Scripts nineOfTen = Scripts.of("абвгдежзи z");
    assertThat(nineOfTen.share()).isEqualTo(.9);
    assertThat(ScriptOpinion.contradicts("en", nineOfTen, .9)).isTrue();
    assertThat(ScriptOpinion.contradicts("en", nineOfTen, .91)).isFalse();
  }
}
