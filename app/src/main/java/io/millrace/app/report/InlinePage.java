package io.millrace.app.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A self-contained page with styles, scripts and data. Its content security policy forbids every
 * request and all other scripts, whatever a text from the web contains.
 */
final class InlinePage {

  static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private InlinePage() {}

  /**
   * @param template resource with {@code @policy@}, {@code @title@}, {@code @styles@}, {@code
   *     @data@} and {@code @scripts@}
   * @param styles resources, in order
   * @param scripts resources, in order
   */
  static byte[] html(
      String template, String title, List<String> styles, List<String> scripts, Object data) {
    List<String> sources = scripts.stream().map(InlinePage::resource).toList();
    StringBuilder elements = new StringBuilder();
    sources.forEach(source -> elements.append("<script>").append(source).append("</script>\n"));
    StringBuilder sheet = new StringBuilder();
    styles.forEach(style -> sheet.append(resource(style)));
    return resource(template)
        .replace("@policy@", policy(sources))
        .replace("@title@", escape(title))
        .replace("@styles@", sheet)
        .replace("@scripts@", elements)
        // last, so that nothing in the data is taken for a placeholder
        .replace("@data@", scriptJson(data))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The policy of a page with these scripts. */
  static String policy(Collection<String> scripts) {
    List<String> hashes = new ArrayList<>();
    scripts.forEach(script -> hashes.add(hash(script)));
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; script-src "
        + String.join(" ", hashes);
  }

  /** JSON that is safe inside a script element: nothing in it can end the element. */
  static String scriptJson(Object data) {
    try {
      return MAPPER
          .writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data as indented JSON. */
  static byte[] json(Object data) {
    try {
      return (MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(data)
              + '\n')
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String resource(String name) {
    try (InputStream in = InlinePage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;");
  }

  /**
   * Source expression of an inline script, as in Content Security Policy Level 3, section 2.3.1.
   */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
