package io.millrace.bench.extraction;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.formats.DocumentExtractor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Prints a line for each page of WARCs, with digests of everything that extraction returns. Two
 * builds extract the same if their lines are equal. {@code DigestPages WARC...}
 */
public final class DigestPages {

  private DigestPages() {}

  public static void main(String[] warcs) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (warcs.length == 0) {
      System.err.println("usage: DigestPages WARC...");
      System.exit(2);
    }
    for (String warc : warcs) {
      for (Page page : WarcPages.read(Path.of(warc))) {
        out.println(line(page));
      }
    }
  }

  /** Digests of text, Markdown, metadata, links and images, and the address. */
  static String line(Page page) {
    ExtractSettings settings = ExtractSettings.defaults();
    try {
      Extraction plain = DocumentExtractor.withLinksAndImages(settings).extract(page);
      Extraction markdown =
          new DocumentExtractor(settings.withFormat(ExtractSettings.Format.MARKDOWN)).extract(page);
      StringBuilder line = new StringBuilder();
      for (Object part :
          List.of(plain.text(), markdown.text(), plain.metadata(), plain.links(), plain.images())) {
        line.append(digest(part.toString())).append(' ');
      }
      return line.append(page.url()).toString();
    } catch (ExtractionException failure) {
      return "failed " + page.url();
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
