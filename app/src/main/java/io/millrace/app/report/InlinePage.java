package io.millrace.app.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
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
import java.util.Map;

/**
 * A page that holds its styles, scripts and data, and asks nothing of any network: its content
 * security policy forbids every request and every script but the ones written here, whatever a text
 * from the web may contain.
 */
final class InlinePage {

  static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private InlinePage() {}

  /**
   * @param template resource with {@code @policy@}, {@code @title@}, {@code @styles@}, {@code
   *     @data@}, and a placeholder for each script
   * @param scripts by their placeholder's name, in the order of the template
   */
  static byte[] html(
      String template, String title, String styles, Map<String, String> scripts, Object data) {
    String page =
        resource(template)
            .replace("@policy@", policy(scripts.values()))
            .replace("@title@", escape(title))
            .replace("@styles@", styles);
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      page = page.replace('@' + script.getKey() + '@', script.getValue());
    }
    // last, so that nothing in the data is taken for a placeholder
    return page.replace("@data@", scriptJson(data)).getBytes(StandardCharsets.UTF_8);
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
