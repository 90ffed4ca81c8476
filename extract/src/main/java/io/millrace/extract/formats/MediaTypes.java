package io.millrace.extract.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.microsoft.POIFSContainerDetector;
import org.apache.tika.detect.zip.DefaultZipContainerDetector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Finds the media type of a page from its bytes and its Content-Type header. Servers are often
 * wrong, so a signature in the bytes (PDF, ZIP, an image, markup) has priority; the header decides
 * for types without signature.
 */
public final class MediaTypes {

  static final String HTML = "text/html";
  static final String XHTML = "application/xhtml+xml";
  static final String PLAIN_TEXT = "text/plain";
  static final String PDF = "application/pdf";
  private static final String UNKNOWN = "application/octet-stream";
  private static final String ZIP = "application/zip";

  /** Bytes given to signature detection. */
  private static final int HEAD_BYTES = 65_536;

  private static final Set<String> ZIP_CONTAINERS = Set.of(ZIP, "application/x-tika-ooxml");
  private static final Set<String> OLE_CONTAINERS =
      Set.of("application/x-tika-msoffice", "application/x-ole-storage");

  /** Types by signature that the header overrides. */
  private static final Set<String> WEAK_TYPES = Set.of(UNKNOWN, PLAIN_TEXT, "application/xml");

  /** Types that a page declared as HTML can still have although its start has no zero byte. */
  private static final Set<String> SIGNED_TEXT_TYPES =
      Set.of(PDF, "application/rtf", "application/postscript");

  /** Bytes searched for the root element, after comments. */
  private static final int PAGE_HEAD_BYTES = 4_096;

  /**
   * XML declaration, comments and document type before a root {@code html}; the root is optional
   * after a document type of HTML. Possessive quantifiers avoid backtracking.
   */
  private static final Pattern PAGE =
      Pattern.compile(
          "\\s*+(?<xml><\\?xml\\s[^>]*+>\\s*+)?(?:<!--(?:[^-]|-(?!->))*+-->\\s*+)*+"
              + "(?:<!doctype\\s++html\\b[^>]*+>(?:\\s++|<!--(?:[^-]|-(?!->))*+-->)*+"
              + "(?:<html\\b(?:[^>]*?(?<xhtml>xmlns=[\"']http://www\\.w3\\.org/1999/xhtml[\"']))?)?"
              + "|<html\\b(?:[^>]*?(?<xhtmlroot>xmlns=[\"']http://www\\.w3\\.org/1999/xhtml))?)",
          Pattern.CASE_INSENSITIVE);

  private MediaTypes() {}

  /**
   * Media type of a page in lower case, without parameters; {@code application/octet-stream} if
   * unknown.
   *
   * @param contentType value of the Content-Type header, or ""
   */
  public static String of(byte[] body, String contentType) {
    String type = ofHead(body, contentType);
    if (ZIP_CONTAINERS.contains(type)) {
      return inContainer(body, new DefaultZipContainerDetector(), type);
    }
    return OLE_CONTAINERS.contains(type)
        ? inContainer(body, new POIFSContainerDetector(), type)
        : type;
  }

  /** Whether the media type of such a file depends on its directory. */
  static boolean isContainer(String mediaType) {
    return ZIP_CONTAINERS.contains(mediaType) || OLE_CONTAINERS.contains(mediaType);
  }

  /**
   * The same without reading containers, which can exhaust memory: returns the type of the
   * container.
   */
  static String ofHead(byte[] body, String contentType) {
    String declared = withoutParameters(contentType);
    if (isHtml(declared) && startsLikeMarkup(body)) {
      return declared;
    }
    String sniffed = page(body);
    if (sniffed.isEmpty()) {
      sniffed = bySignature(body);
    }
    if (isHtml(declared) && !SIGNED_TEXT_TYPES.contains(sniffed) && !hasZero(body)) {
      return declared;
    }
    if (!WEAK_TYPES.contains(sniffed)) {
      return sniffed;
    }
    boolean says = declared.contains("/") && !declared.equals(UNKNOWN);
    boolean binary = sniffed.equals(UNKNOWN) && isTextual(declared) && !isHtml(declared);
    return says && !binary ? declared : sniffed;
  }

  static boolean isHtml(String mediaType) {
    return mediaType.equals(HTML) || mediaType.equals(XHTML);
  }

  /** Whether it is a type of XML. */
  static boolean isXml(String mediaType) {
    return mediaType.equals("application/xml")
        || mediaType.equals("text/xml")
        || mediaType.startsWith("application/") && mediaType.endsWith("+xml");
  }

  private static boolean isTextual(String mediaType) {
    return mediaType.startsWith("text/") || mediaType.endsWith("xml");
  }

  private static String withoutParameters(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * HTML or XHTML by the start of a page, else "". Faster than detection, which costs a third of a
   * parse.
   */
  private static String page(byte[] body) {
    int start = startOfText(body);
    int length = Math.min(body.length - start, PAGE_HEAD_BYTES);
    if (length == 0 || hasZero(body)) {
      return "";
    }
    Matcher page = PAGE.matcher(new String(body, start, length, StandardCharsets.ISO_8859_1));
    if (!page.lookingAt()) {
      return "";
    }
    return page.group("xml") != null
            || page.group("xhtml") != null
            || page.group("xhtmlroot") != null
        ? XHTML
        : HTML;
  }

  /** Position after the byte order mark of UTF-8, or 0. */
  private static int startOfText(byte[] body) {
    boolean mark =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /** Whether the first characters that are not white space are markup. */
  private static boolean startsLikeMarkup(byte[] body) {
    int i = startOfText(body);
    while (i < body.length && i < 1_024 && (body[i] >= 0 && body[i] <= ' ')) {
      if (body[i] == 0) {
        return false;
      }
      i++;
    }
    return i + 1 < body.length
        && body[i] == '<'
        && (body[i + 1] == '!' || body[i + 1] == '?' || Character.isLetter(body[i + 1]));
  }

  private static boolean hasZero(byte[] body) {
    for (int i = 0; i < body.length && i < 1_024; i++) {
      if (body[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static String bySignature(byte[] body) {
    int length = Math.min(body.length, HEAD_BYTES);
    try {
      return MimeTypes.getDefaultMimeTypes()
          .detect(new ByteArrayInputStream(body, 0, length), new Metadata())
          .getBaseType()
          .toString();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String inContainer(byte[] body, Detector detector, String container) {
    try (TikaInputStream stream = TikaInputStream.get(body)) {
      String type = detector.detect(stream, new Metadata()).getBaseType().toString();
      return type.equals(UNKNOWN) ? container : type;
    } catch (IOException | RuntimeException damaged) {
      // the directory of a truncated or damaged container is unreadable: use its signature
      return container;
    }
  }
}
