package io.millrace.filters.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.Rule;
import io.millrace.filters.text.TextAnalyzer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionTest {

  private static final ImageTextSettings DEFAULTS = ImageTextSettings.defaults();

  private final CaptionCleaner cleaner = new CaptionCleaner(DEFAULTS);
  private final CaptionFilter filter = new CaptionFilter(DEFAULTS);
  private final TextAnalyzer analyzer = new TextAnalyzer();

  private List<String> broken(String language, String caption) {
    double[] out = new double[filter.signals().size() + 2];
    filter.measure(analyzer.analyze(caption), out, 1);
    assertThat(out[0]).isZero();
    assertThat(out[out.length - 1]).isZero();
    return filter.rules().stream()
        .filter(rule -> rule.isBrokenBy(out[1 + filter.signals().indexOf(rule.signal())], language))
        .map(Rule::reason)
        .map(Object::toString)
        .toList();
  }

  private String first(String language, String caption) {
    List<String> broken = broken(language, caption);
    return broken.isEmpty() ? "" : broken.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Image of a red barn | a red barn",
        "A photo of: two cats | A photo of: two cats",
        "Bild: Der Dom von Köln | Der Dom von Köln",
        "Foto vom Hafen in Hamburg | Hafen in Hamburg",
        "Photo de la tour Eiffel | la tour Eiffel",
        "Imagen del puerto viejo | puerto viejo",
        "IMAGEM: casa azul no campo | casa azul no campo",
        "Immagine di un gatto | un gatto",
        "Afbeelding van een molen | een molen",
        "Zdjęcie: rynek w Krakowie | rynek w Krakowie",
        "Фото: река зимой | река зимой",
        "İstanbul görseli | İstanbul görseli",
        "画像：京都の寺 | 京都の寺",
        "图片：长城的日出 | 长城的日出",
        "사진: 서울의 밤 | 서울의 밤",
        "תמונה של בית ישן | בית ישן",
        "Figure 3: growth by year | growth by year",
        "Image 2 of 14 - the old mill | the old mill",
        "Images speak louder | Images speak louder",
        "Photography of birds | Photography of birds",
        "Bildung für alle Kinder | Bildung für alle Kinder",
        "Tom &amp;amp; Jerry&#39;s house | Tom & Jerry's house",
        "A <b>bold</b> <br /> move | A bold move",
        "if a < b and c > d | if a < b and c > d",
        "Sunset over the sea.jpg | Sunset over the sea",
        "See https://example.org/a?b=c the map | See the map",
        "www.example.org | www.example.org",
        "Image: | Image:",
        "  two\u00a0 blanks\u200b | two blanks"
      })
  void cleansCaptions(String caption, String clean) {
    assertThat(cleaner.clean(caption)).isEqualTo(clean);
  }

  @Test
  void changesNothingWhenSwitchedOff() {
    CaptionCleaner none =
        new CaptionCleaner(
            new ImageTextSettings(
                false,
                false,
                DEFAULTS.minWords(),
                DEFAULTS.minCharacters(),
                DEFAULTS.maxCharacters(),
                DEFAULTS.maxListItems()));
    String caption = "Image of  x &amp; y.jpg";
    assertThat(none.clean(caption)).isSameAs(caption);
    String clean = "a clean caption";
    assertThat(cleaner.clean(clean)).isSameAs(clean);
  }

  @Property(tries = 500)
  void cleaningIsIdempotent(@ForAll String caption) {
    String once = cleaner.clean(caption);
    assertThat(cleaner.clean(once)).isEqualTo(once);
    broken("en", once);
  }

  @Test
  void longHostileCaptionsTakeBoundedTime() {
    for (String piece :
        List.of("<a ", "&amp;", "www.", "image ", "a.jpg ", "<!--", "\u200b", "photo of ", "_1")) {
      String caption = piece.repeat(200_000);
      assertThat(cleaner.clean(caption).length()).isLessThanOrEqualTo(20_000);
      broken("en", caption);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DSC_0001",
        "IMG 20190101_123456",
        "DSCN1234.JPG",
        "my-photo.png",
        "https://example.org/a/b.jpg",
        "www.example.org",
        "red_car_front",
        "5f2b8c1e9d3a4b7c8e1f",
        "1234-5678",
        "Screenshot 2020-01-02 10.11.12",
        "IMG_2041 (1)",
        "***"
      })
  void detectsFileNames(String caption) {
    assertThat(first("en", caption)).isEqualTo("CAPTION_IS_FILE_NAME");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Logo",
    "en, company logo",
    "en, 'Image 12'",
    "de, Symbolbild Foto",
    "fr, photo de profil",
    "es, imagen de portada",
    "ru, Логотип",
    "ja, ロゴ画像",
    "zh, 图片",
    "ko, 로고 이미지",
    "tr, Logo görseli",
    "en, placeholder image"
  })
  void detectsGenericCaptions(String language, String caption) {
    assertThat(first(language, caption)).isEqualTo("CAPTION_IS_GENERIC");
  }

  @Test
  void detectsListsOfSearchWords() {
    assertThat(
            first("en", "shoes, red shoes, cheap shoes, buy shoes, shoe shop, sale, boots, heels"))
        .isEqualTo("CAPTION_IS_WORD_LIST");
    assertThat(first("en", "sale | shoes | boots | heels | bags | hats | coats | shirts"))
        .isEqualTo("CAPTION_IS_WORD_LIST");
    assertThat(
            broken("en", "Bread, butter, honey and three kinds of jam stand on the kitchen table"))
        .isEmpty();
  }

  @Test
  void limitsLengths() {
    assertThat(first("en", "blue car")).isEqualTo("CAPTION_TOO_FEW_WORDS");
    assertThat(first("en", "a b c")).isEqualTo("CAPTION_TOO_SHORT");
    assertThat(first("en", "the word is long ".repeat(60))).isEqualTo("CAPTION_TOO_LONG");
    assertThat(broken("en", "A blue car in the rain")).isEmpty();
    assertThat(broken("de", "Der Dom von Köln bei Nacht")).isEmpty();
    assertThat(broken("zh", "红色的汽车")).isEmpty();
    assertThat(broken("ja", "京都の古い寺")).isEmpty();
    assertThat(broken("th", "วัดในกรุงเทพมหานครตอนกลางคืน")).isEmpty();
    assertThat(broken("ru", "Старый мост через реку")).isEmpty();
  }
}
