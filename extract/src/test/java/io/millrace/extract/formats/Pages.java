package io.millrace.extract.formats;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Pages for the tests. */
public final class Pages {

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

  public static Page html(String markup) {
    return page(markup.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
  }

  public static Extraction extract(Page page) throws ExtractionException {
    return new DocumentExtractor(ExtractSettings.defaults()).extract(page);
  }

  public static String text(String markup) throws ExtractionException {
    return extract(html(markup)).text();
  }
}
