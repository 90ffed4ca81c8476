package io.millrace.connectors.fetch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.OptOut;
import io.millrace.corpus.DropReason;
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
    return TdmRules.parse(json.getBytes(UTF_8), 500 << 10);
  }

  private static String rule(String location, String reservation) {
    return "{\"location\": \"" + location + "\", \"tdm-reservation\": " + reservation + "}";
  }

  @Test
  void theFirstMatchCounts() {
    TdmRules rules =
        rules("[" + rule("/free/", "0") + "," + rule("/", "1") + "," + rule("/x", "0") + "]");
    assertThat(rules.refusal("/free/a.jpg")).isEmpty();
    assertThat(rules.refusal("/x/a.jpg")).isPresent();
    assertThat(rules(("[" + rule("/art", "1") + "]")).refusal("/other")).isEmpty();
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
    assertThat(rules("[" + rule(pattern, "1") + "]").refusal(path).isPresent()).isEqualTo(matches);
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
        "null",
        "1",
        "\"x\"",
        "[]",
        " [ ] ",
        "{\"error\": \"not found\"}",
        "<html></html>",
        "[{\"location\": \"/\", \"tdm-reservation\": 0}]"
      })
  void otherFilesStateNothing(String json) {
    assertThat(rules(json).refusal("/a.jpg")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1]",
        "[null]",
        "[{}]",
        "[[]]",
        "[{\"location\": [1], \"tdm-reservation\": 1}]",
        "[{\"tdm-reservation\": 1}]",
        "[{\"location\": \"/x\", \"tdm-reservation\": 0}, {",
        "[{\"location\": \"/x\", \"tdm-reservation\": 0}, 1]",
        "[] x"
      })
  void unreadableFilesReserve(String json) {
    assertThat(rules(json).refusal("/a.jpg"))
        .map(OptOut.Refusal::reason)
        .contains(DropReason.OPT_OUT_UNREAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"location\": \"/\"}]",
        "[{\"location\": \"/\", \"tdm-reservation\": 2}]",
        "[{\"location\": \"/\", \"tdm-reservation\": true}]",
        "{\"location\": \"/\", \"tdm-reservation\": 1}"
      })
  void valuesOtherThanZeroReserve(String json) {
    assertThat(rules(json).refusal("/a.jpg"))
        .map(OptOut.Refusal::reason)
        .contains(DropReason.OPT_OUT);
  }

  @Test
  void rulesBeforeAnUnreadableOneCount() {
    TdmRules rules = rules("[" + rule("/free/", "0") + ", 1]");
    assertThat(rules.refusal("/free/a.jpg")).isEmpty();
    assertThat(rules.refusal("/a.jpg")).isPresent();
  }

  @Test
  void manyRulesAndLongPatternsAreRead() {
    String many = (rule("/x", "0") + ",").repeat(5000);
    assertThat(rules("[" + many + rule("/", "1") + "]").refusal("/a")).isPresent();
    assertThat(rules("[" + many + rule("/b", "1") + "]").refusal("/a")).isEmpty();
    String stars = "/" + "a*".repeat(2000);
    assertThat(rules("[" + rule(stars, "1") + "]").refusal("/" + "a".repeat(2000))).isPresent();
    assertThat(rules("[" + rule(stars, "1") + "]").refusal("/" + "a".repeat(1999))).isEmpty();
  }

  /** Matching stays fast for files that are made to be slow. */
  @Test
  void deepNestingLengthAndWorkAreBounded() {
    assertThat(rules("[".repeat(200_000)).refusal("/")).isPresent();
    assertThat(rules("[" + " ".repeat(600_000) + "]").refusal("/")).isPresent();
    String slow = "[" + (rule("/*" + "a".repeat(200) + "b", "0") + ",").repeat(2000) + "{}]";
    assertThat(rules(slow).refusal("/" + "a".repeat(8000)))
        .map(OptOut.Refusal::detail)
        .contains("tdmrep.json has too many rules to look at");
  }
}
