package io.millrace.extract.html;

/** Parses HTML as the package comment describes. Never throws; keeps no state between calls. */
public final class HtmlTreeParser {

  private HtmlTreeParser() {}

  public static HtmlDocument parse(String page, Limits limits) {
    return parse(page, page.toCharArray(), limits);
  }

  /**
   * Parses a page that was decoded into an array, without copying it.
   *
   * @param characters begins with the page; the parser keeps the array and may change it
   */
  public static HtmlDocument parse(String page, char[] characters, Limits limits) {
    Markup markup = Markup.of(page, characters, limits.maxCharacters());
    Tokenizer tokenizer = new Tokenizer(markup, limits);
    tokenizer.run();
    return tokenizer.builder().document;
  }

  /** Parses the content of an element {@code div}; returns an element with its nodes. */
  public static Element parseFragment(String content, Limits limits) {
    Markup markup = Markup.of(content, content.toCharArray(), limits.maxCharacters());
    Tokenizer tokenizer = new Tokenizer(markup, limits);
    Element root = tokenizer.builder().startFragment();
    tokenizer.run();
    return root;
  }
}
