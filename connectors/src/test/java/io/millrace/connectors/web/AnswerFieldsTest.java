package io.millrace.connectors.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerFieldsTest {

  @Test
  void fieldsAreRead() {
    assertThat(AnswerFields.next("<https://hub/api?cursor=x>; rel=\"next\""))
        .contains("https://hub/api?cursor=x");
    assertThat(AnswerFields.next("</a>; rel=\"prev\", </b>; rel=next")).contains("/b");
    assertThat(AnswerFields.next("</a>; rel=\"prev\"")).isEmpty();
    assertThat(AnswerFields.wholeSize("bytes 5-9/10")).isEqualTo(10);
    assertThat(AnswerFields.wholeSize("bytes */10")).isEqualTo(10);
    assertThat(AnswerFields.wholeSize("bytes 5-9/*")).isEqualTo(-1);
    assertThat(AnswerFields.wholeSize(null)).isEqualTo(-1);
    assertThat(AnswerFields.firstByte("bytes 5-9/*")).isEqualTo(5);
    assertThat(AnswerFields.firstByte("bytes */10")).isEqualTo(-1);
    assertThat(AnswerFields.seconds("120")).contains(Duration.ofMinutes(2));
    assertThat(AnswerFields.seconds("Fri, 31 Dec 1999 23:59:59 GMT")).isEmpty();
  }

  @Property
  void malformedFieldsAreIgnored(@ForAll String text) {
    assertThatCode(
            () -> {
              AnswerFields.next(text);
              AnswerFields.wholeSize(text);
              AnswerFields.seconds(text);
            })
        .doesNotThrowAnyException();
  }
}
