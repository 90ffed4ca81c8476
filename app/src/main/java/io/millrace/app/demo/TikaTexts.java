package io.millrace.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.nodes.Entities;

/**
 * The texts of Apache Tika's tests of language detection, in 21 languages: debates of the European
 * Parliament, articles of Wikipedia, and two more.
 */
final class TikaTexts {

  private static final String FOLDER = "org/apache/tika/langdetect/";
  private static final String TEXTS = FOLDER + "language-tests/";
  private static final String ARTICLES = FOLDER + "text-test.tsv";

  /** Paragraphs on one page. */
  private static final int SECTIONS_A_PAGE = 35;

  private static final int TITLE_CHARS = 60;

  private TikaTexts() {}

  /** All texts in the order of their codes. */
  static List<SourceText> read(Path jar) throws IOException {
    List<SourceText> all = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        if (name.startsWith(TEXTS) && name.endsWith(".test")) {
          String language = name.substring(TEXTS.length(), name.length() - ".test".length());
          addPages(language, paragraphs(text(zip, name)), all);
        }
      }
      for (String line : text(zip, ARTICLES).lines().toList()) {
        String[] cells = line.split("\t", 2);
        if (cells.length == 2) {
          String language = cells[0].strip();
          all.add(source(code(language) + "_article", language, sentences(cells[1], language)));
        }
      }
    }
    all.sort(Comparator.comparing(SourceText::code));
    return all;
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> paragraphs(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static List<String> sentences(String text, String language) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      sentences.add(text.substring(from, to).strip());
    }
    sentences.removeIf(String::isEmpty);
    return sentences;
  }

  private static void addPages(String language, List<String> texts, List<SourceText> to) {
    for (int from = 0; from < texts.size(); from += SECTIONS_A_PAGE) {
      int page = 1 + from / SECTIONS_A_PAGE;
      List<String> part = texts.subList(from, Math.min(from + SECTIONS_A_PAGE, texts.size()));
      to.add(source(code(language) + (page == 1 ? "" : "_" + page), language, part));
    }
  }

  private static SourceText source(String code, String language, List<String> texts) {
    String first = texts.get(0);
    int end =
        first.offsetByCodePoints(0, Math.min(TITLE_CHARS, first.codePointCount(0, first.length())));
    List<String> sections =
        texts.stream().map(text -> "<p>" + Entities.escape(text) + "</p>").toList();
    return new SourceText(
        code, language, "ltr", Entities.escape(first.substring(0, end)), sections, texts);
  }

  private static String code(String language) {
    return Locale.forLanguageTag(language).getISO3Language();
  }
}
