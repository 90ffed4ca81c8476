package io.millrace.connectors.fetch.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.DropReason;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "data:image/png;base64,aGVsbG8=~hello~image/png~data:image/png;base64",
        "DATA:image/png;charset=x;"
            + " BASE64,aGVs%62G8~hello~image/png;charset=x~DATA:image/png;charset=x; BASE64",
        "data:;base64,aGVs bG8=~hello~''~data:;base64",
        "data:,a%20b~a b~''~data:",
        "data:text/plain,hello%2~hello%2~text/plain~data:text/plain",
        "data:image/gif;base64,_-8~\u00ff\u00ef~image/gif~data:image/gif;base64"
      })
  void reads(String url, String body, String type, String kept) {
    assertThat(DataUrl.is(url)).isTrue();
    FetchResult.Fetched fetched = (FetchResult.Fetched) DataUrl.read(url, 100);
    assertThat(new String(fetched.body(), ISO_8859_1)).isEqualTo(body);
    assertThat(fetched.contentType()).isEqualTo(type);
    assertThat(fetched.finalUrl()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "data:image/png;base64,IMAGE_TOO_LARGE,300",
    "'data:image/png;base64,!!!!',BAD_URL,0",
    "data:image/png,BAD_URL,0",
    "'data:,',EMPTY_BODY,0",
    "'data:;base64,=',EMPTY_BODY,0"
  })
  void rejects(String url, DropReason reason, int more) {
    String whole = more > 0 ? url + "," + "A".repeat(more) : url;
    FetchResult.Failed failed = (FetchResult.Failed) DataUrl.read(whole, 100);
    assertThat(failed.reason()).isEqualTo(reason);
  }

  @Property
  void decodesBase64(@ForAll @Size(min = 1, max = 100) byte[] bytes) {
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    assertThat(((FetchResult.Fetched) DataUrl.read(url, 100)).body()).isEqualTo(bytes);
  }
}
