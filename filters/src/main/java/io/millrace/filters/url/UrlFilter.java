package io.millrace.filters.url;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import java.util.List;

/**
 * Looks up the URL of a document in block lists: by domain and parent domains, by path prefix, and
 * by words. Ignores the text. A document without a URL passes.
 */
public final class UrlFilter implements Filter {

  private static final List<String> SIGNALS =
      List.of("domain_listed", "url_listed", "words_listed");
  private static final PerLanguage NONE = PerLanguage.of(0);
  private static final List<Rule> RULES =
      List.of(
          Rule.atMost(DropReason.URL_DOMAIN, "domain_listed", NONE),
          Rule.atMost(DropReason.URL_LISTED, "url_listed", NONE),
          Rule.atMost(DropReason.URL_WORD, "words_listed", NONE));

  private final BlockLists lists;

  /**
   * Reads the lists.
   *
   * @throws IllegalArgumentException when a folder or category does not exist or holds no lists
   * @throws java.io.UncheckedIOException when a list cannot be read
   */
  public UrlFilter(UrlFilterSettings settings) {
    lists = new BlockLists(settings);
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public List<Rule> rules() {
    return RULES;
  }

  @Override
  public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
    NormalUrl url = NormalUrl.of(document.url());
    out[offset] = lists.listsDomainOf(url) ? 1 : 0;
    out[offset + 1] = lists.listsUrl(url) ? 1 : 0;
    out[offset + 2] = lists.listsWords() ? lists.countWords(url) : 0;
  }
}
