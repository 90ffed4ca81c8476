package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {

  @ParameterizedTest
  @CsvSource({
    "'',                    0,  '',   0",
    "'12 345, (%) 😀 …',    0,  '',   0",
    "Mühle,                 5,  Latn, 1",
    "мельник abc,           10, Cyrl, 0.7",
    "'𐍈𐌰𐍂 a',              4,  Goth, 0.75",
    "水車小屋の粉,            6,  Hani, 0.8333333333333334",
    "الطاحونة,               8,  Arab, 1",
  })
  void countsLetters(String text, long letters, String dominant, double share) {
    assertThat(Scripts.of(text)).isEqualTo(new Scripts(letters, dominant, share));
  }

  @Property
  void agreesWithIcuLetterByLetter(@ForAll String text) {
    Map<Integer, Long> counts =
        text.codePoints()
            .filter(UCharacter::isUAlphabetic)
            .mapToObj(UScript::getScript)
            .filter(s -> s != UScript.COMMON && s != UScript.INHERITED && s != UScript.UNKNOWN)
            .collect(Collectors.groupingBy(s -> s, Collectors.counting()));
    long letters = counts.values().stream().mapToLong(n -> n).sum();
    long most = counts.values().stream().mapToLong(n -> n).max().orElse(0);
    Scripts scripts = Scripts.of(text);
    assertThat(scripts.letters()).isEqualTo(letters);
    assertThat(scripts.share()).isEqualTo(letters == 0 ? 0 : (double) most / letters);
    if (letters > 0) {
      assertThat(counts.get(UScript.getCodeFromName(scripts.dominant()))).isEqualTo(most);
    }
  }
}
