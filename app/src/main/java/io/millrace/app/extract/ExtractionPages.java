package io.millrace.app.extract;

import io.millrace.app.cli.WrongUseException;
import io.millrace.app.report.ExtractionPage;
import io.millrace.corpus.Document;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.formats.PageExplanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes pages that show which blocks of other pages were kept: one file, or a folder with one page
 * for each and an index.
 */
final class ExtractionPages implements ExtractCommand.PageSink {

  private static final String INDEX = "index.html";

  private final Path target;
  private final boolean single;
  private final PrintWriter out;
  private final List<ExtractionPage.Entry> entries = new ArrayList<>();

  /**
   * @param target file whose name ends in {@code .html}, else a folder
   */
  ExtractionPages(Path target, PrintWriter out) {
    this.target = target;
    this.out = out;
    String name = target.getFileName() == null ? "" : target.getFileName().toString();
    single = name.toLowerCase(Locale.ROOT).endsWith(".html") && !Files.isDirectory(target);
  }

  @Override
  public void take(Page page) throws ExtractionException {
    PageExplanation explained =
        PageExplanation.of(page, ExtractSettings.defaults(), ExtractionPage.MAX_TEXT);
    if (single && !entries.isEmpty()) {
      throw new WrongUseException(
          target + " can hold one page only, and the input has more; name a folder instead");
    }
    String name = String.format(Locale.ROOT, "%05d.html", entries.size() + 1);
    entries.add(ExtractionPage.Entry.of(name, page.url(), explained));
    try {
      if (single) {
        write(target, ExtractionPage.html(page.url(), "", explained));
      } else {
        write(target.resolve(name), ExtractionPage.html(page.url(), INDEX, explained));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does nothing: a text has no blocks. */
  @Override
  public void take(Document document) {}

  @Override
  public void finish() throws IOException {
    if (single && entries.isEmpty()) {
      return;
    }
    if (!single) {
      write(target.resolve(INDEX), ExtractionPage.index(entries));
    }
    out.println(single ? target : target.resolve(INDEX));
  }

  private static void write(Path file, byte[] page) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.write(file, page);
  }
}
