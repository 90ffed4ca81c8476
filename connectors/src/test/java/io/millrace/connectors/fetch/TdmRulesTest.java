package io.millrace.connectors.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TdmRulesTest {

  private static TdmRules rules(String json) {
    return TdmRules.parse(json.getBytes(UTF_8));
  }

  private static String rule(String location, String reservation) {
    return "{\"location\": \"" + location + "\", \"tdm-reservation\": " + reservation + "}";
  }

  @Test
  void theFirstThatMatchesCounts() {
    TdmRules rules =
        rules("[" + rule("/free/", "0") + "," + rule("/", "1") + "," + rule("/x", "0") + "]");
    assertThat(rules.reserves("/free/a.jpg")).isFalse();
    assertThat(rules.reserves("/x/a.jpg")).isTrue();
    assertThat(rules(("[" + rule("/art", "1") + "]")).reserves("/other")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/a,/a,true",
    "/a,/abc,true",
    "/a,/b,false",
    "/a$,/a,true",
    "/a$,/ab,false",
    "*,/x,true",
    "/*.jpg,/x/y.jpg?z,true",
    "/*.jpg$,/x/y.jpg?z,false",
    "/*.jpg$,/x.jpg/y.jpg,true",
    "/a*b*c,/a1b2c3,true",
    "/a*b*c,/a1c2b3,false",
    "/a*a$,/a,false",
    "/%7Ebob,/~bob/x,true",
    "/~bob,/%7ebob/x,true",
    "/a%2Fb,/a/b,false",
  })
  void patternsMatch(String pattern, String path, boolean matches) {
    assertThat(rules("[" + rule(pattern, "1") + "]").reserves(path)).isEqualTo(matches);
  }

  @Property
  void patternsMatchAsRegularExpressionsDo(
      @ForAll @Chars({'*', '$'}) @CharRange(from = 'a', to = 'c') @StringLength(max = 8)
          String pattern,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 10) String path) {
    boolean toEnd = pattern.endsWith("$");
    String body = toEnd ? pattern.substring(0, pattern.length() - 1) : pattern;
    StringBuilder regex = new StringBuilder();
    for (char c : body.toCharArray()) {
      regex.append(c == '*' ? ".*" : Pattern.quote(String.valueOf(c)));
    }
    boolean expected = Pattern.matches(regex + (toEnd ? "" : ".*"), path);
    assertThat(TdmRules.matches(pattern, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "1",
        "\"x\"",
        "[]",
        "[1, null, [], {}]",
        "[{\"location\": \"/\"}]",
        "[{\"tdm-reservation\": 1}]",
        "[{\"location\": \"/\", \"tdm-reservation\": 2}]",
        "[{\"location\": [1], \"tdm-reservation\": 1}]",
        "<html></html>"
      })
  void whatIsWrongStatesNothing(String json) {
    assertThat(rules(json).reserves("/a.jpg")).isFalse();
  }

  @Test
  void deepNestingAndManyRulesAreBounded() {
    assertThat(rules("[".repeat(200_000)).reserves("/")).isFalse();
    String many = (rule("/x", "0") + ",").repeat(5000);
    assertThat(rules("[" + many + rule("/", "1") + "]").reserves("/a")).isFalse();
  }
}
