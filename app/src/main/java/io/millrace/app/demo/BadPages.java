package io.millrace.app.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The demo's bad pages: each kind is one that some stage removes or repairs. */
final class BadPages {

  private static final String SITE = "https://declarations.example/bad/";

  private final PageWriter pages;
  private final List<SourceText> declarations;
  private Instant date;

  BadPages(PageWriter pages, List<SourceText> declarations, Instant start) {
    this.pages = pages;
    this.declarations = declarations;
    this.date = start;
  }

  void write(boolean damaged) throws IOException {
    for (String code : List.of("deu_1996", "eng", "fra", "spa", "ita")) {
      SourceText declaration = find(code);
      writeCopies(declaration);
      writeRepetitions(declaration);
    }
    writeFurniture();
    writeWrongCharsets();
    writePersonalData(find("eng"));
    pages.write(SITE + "missing", next(), 404, "text/html", DemoSample.utf8("<p>Not found"));
    pages.write(SITE + "logo.png", next(), 200, "image/png", new byte[] {(byte) 137, 80, 78, 71});
    if (damaged) {
      pages.writeDamaged(SITE + "damaged", next(), DemoSample.utf8(DemoSample.page(find("eng"))));
    }
    pages.html(SITE + "last", next(), DemoSample.page(find("eng"), sections("eng", 20, 26)));
  }

  private SourceText find(String code) {
    return DemoSample.find(declarations, code)
        .orElseThrow(() -> new IllegalStateException("the sample has no " + code));
  }

  private Instant next() {
    date = date.plusSeconds(60);
    return date;
  }

  /** The same URL again, the same text elsewhere, and a text with one article missing. */
  private void writeCopies(SourceText declaration) throws IOException {
    pages.html(DemoSample.url(declaration), next(), DemoSample.page(declaration));
    pages.html(SITE + "copy/" + declaration.code(), next(), DemoSample.page(declaration));
    List<String> fewer = new ArrayList<>(declaration.sections());
    fewer.remove(fewer.size() / 2);
    pages.html(
        SITE + "near/" + declaration.code(),
        next(),
        DemoSample.page(declaration, String.join("\n", fewer)));
  }

  private void writeRepetitions(SourceText declaration) throws IOException {
    String section = declaration.sections().get(1);
    pages.html(
        SITE + "repeated/" + declaration.code(),
        next(),
        DemoSample.page(declaration, String.join("\n", Collections.nCopies(30, section))));
  }

  /** Pages of links, prices, cookie notices and placeholders, with little or nothing to read. */
  private void writeFurniture() throws IOException {
    SourceText english = find("eng");
    StringBuilder links = new StringBuilder("<ul>");
    StringBuilder shop = new StringBuilder();
    for (String teaser : teasers(english)) {
      links.append("<li><a href='/read'>").append(teaser).append("</a>");
      shop.append("<p>$").append(10 + teaser.length()).append("... ").append(teaser).append("...");
    }
    pages.html(SITE + "links", next(), DemoSample.page(english, links.toString()));
    pages.html(SITE + "shop", next(), DemoSample.page(english, shop.toString()));
    pages.html(SITE + "casino", next(), DemoSample.page(english, "<p>Play now, and win for sure!"));
    pages.html(
        SITE + "placeholder",
        next(),
        DemoSample.page(
            english,
            sections("eng", 8, 14)
                + "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod."));
    pages.html(
        SITE + "cookies",
        next(),
        DemoSample.page(
            english,
            "<p>We use cookies to improve your experience.<p>Please enable JavaScript to continue."
                + "<p>Accept all cookies"));
  }

  /** Words 10 to 18 of each section. */
  private static List<String> teasers(SourceText declaration) {
    List<String> teasers = new ArrayList<>();
    for (String text : declaration.texts()) {
      String[] words = text.replaceAll("[^\\p{L} ]+", " ").strip().split(" +");
      int from = Math.min(words.length, 10);
      int to = Math.min(words.length, 18);
      teasers.add(String.join(" ", List.of(words).subList(from, to)));
    }
    return teasers;
  }

  private String sections(String code, int from, int to) {
    List<String> sections = find(code).sections();
    int end = Math.min(to, sections.size());
    return String.join("\n", sections.subList(Math.min(from, end / 2), end));
  }

  /** Bytes in one charset under a header that names another. */
  private void writeWrongCharsets() throws IOException {
    writeUnder("rus", "windows-1251", "text/html; charset=utf-8");
    writeUnder("ell_monotonic", "ISO-8859-7", "text/html; charset=ISO-8859-1");
    writeUnder("jpn", "Shift_JIS", "text/html");
    writeUnder("fra", "UTF-8", "text/html; charset=ISO-8859-1");
    writeUnder("pol", "ISO-8859-2", "text/html; charset=windows-1252");
  }

  private void writeUnder(String code, String charset, String contentType) throws IOException {
    SourceText declaration = find(code);
    // from the middle of one CulturaX row to the middle of the next: a duplicate of neither
    String html =
        DemoSample.page(declaration, sections(code, 4, 12)).replace("<meta charset=\"utf-8\">", "");
    pages.write(
        SITE + "charset/" + code, next(), 200, contentType, DemoSample.encoded(html, charset));
  }

  private void writePersonalData(SourceText declaration) throws IOException {
    String contacts =
        "<p>Write to maria.rossi@mail.example or call +39 06 1234 5678 for a printed copy."
            + "<p>The server that sent it was 93.184.216.34, and donations go to"
            + " DE89 3704 0044 0532 0130 00.";
    pages.html(
        SITE + "contacts",
        next(),
        DemoSample.page(
            declaration, String.join("\n", declaration.sections().subList(14, 31)) + contacts));
  }
}
