package io.millrace.extract.html;

/** Parses HTML; see the package for how. Never throws, and keeps nothing between calls. */
public final class HtmlTreeParser {

  private HtmlTreeParser() {}

  /** Parses a page. */
  public static Document parse(String page, Limits limits) {
    Tokenizer tokenizer = new Tokenizer(Markup.of(page, limits.maxCharacters()), limits);
    tokenizer.run();
    return tokenizer.builder().document;
  }

  /** Parses the content of an element {@code div}; the nodes are those of what is returned. */
  public static Element parseFragment(String content, Limits limits) {
    Tokenizer tokenizer = new Tokenizer(Markup.of(content, limits.maxCharacters()), limits);
    Element root = tokenizer.builder().startFragment();
    tokenizer.run();
    return root;
  }
}
