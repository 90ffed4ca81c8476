package io.millrace.extract.html;

/** Parses HTML; see the package for how. Never throws, and keeps nothing between calls. */
public final class HtmlTreeParser {

  private HtmlTreeParser() {}

  /** Parses a page. */
  public static HtmlDocument parse(String page, Limits limits) {
    return parse(page, page.toCharArray(), limits);
  }

  /**
   * Parses a page that was decoded into an array: pages are large, and so is what copying saves.
   *
   * @param characters begins with the page; is taken over and may be changed
   */
  public static HtmlDocument parse(String page, char[] characters, Limits limits) {
    Markup markup = Markup.of(page, characters, limits.maxCharacters());
    Tokenizer tokenizer = new Tokenizer(markup, limits);
    tokenizer.run();
    return tokenizer.builder().document;
  }

  /** Parses the content of an element {@code div}; the nodes are those of what is returned. */
  public static Element parseFragment(String content, Limits limits) {
    Markup markup = Markup.of(content, content.toCharArray(), limits.maxCharacters());
    Tokenizer tokenizer = new Tokenizer(markup, limits);
    Element root = tokenizer.builder().startFragment();
    tokenizer.run();
    return root;
  }
}
