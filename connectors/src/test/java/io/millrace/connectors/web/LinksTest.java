package io.millrace.connectors.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LinksTest {

  @Test
  void fieldsAreRead() {
    assertThat(Links.next("<https://hub/api?cursor=x>; rel=\"next\""))
        .contains("https://hub/api?cursor=x");
    assertThat(Links.next("</a>; rel=\"prev\", </b>; rel=next")).contains("/b");
    assertThat(Links.next("</a>; rel=\"prev\"")).isEmpty();
    assertThat(Links.wholeSize("bytes 5-9/10")).isEqualTo(10);
    assertThat(Links.wholeSize("bytes */10")).isEqualTo(10);
    assertThat(Links.wholeSize("bytes 5-9/*")).isEqualTo(-1);
    assertThat(Links.wholeSize(null)).isEqualTo(-1);
    assertThat(Links.seconds("120")).contains(Duration.ofMinutes(2));
    assertThat(Links.seconds("Fri, 31 Dec 1999 23:59:59 GMT")).isEmpty();
  }

  @Property
  void anythingMayBeThere(@ForAll String text) {
    assertThatCode(
            () -> {
              Links.next(text);
              Links.wholeSize(text);
              Links.seconds(text);
            })
        .doesNotThrowAnyException();
  }
}
