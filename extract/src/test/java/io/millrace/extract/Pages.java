package io.millrace.extract;

import io.millrace.corpus.Page;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Pages for the tests. */
final class Pages {

  private Pages() {}

  static Page page(byte[] body, String contentType) {
    return new Page(
        "id",
        "https://site.example/dir/page",
        "",
        "",
        contentType,
        body,
        Collections.emptySortedMap());
  }

  static Page html(String markup) {
    return page(markup.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
  }

  static Extraction extract(Page page) throws ExtractionException {
    return new DocumentExtractor(ExtractSettings.defaults()).extract(page);
  }

  static String text(String markup) throws ExtractionException {
    return extract(html(markup)).text();
  }
}
