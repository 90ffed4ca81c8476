package io.millrace.corpus.settings;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An address that may contain secrets: a user and password, or a key among its parameters. {@link
 * #toString} leaves them out, so printing, logging or publishing the address is safe; only {@link
 * #reveal} returns the whole address. Settings with such addresses have this type.
 */
public final class Address implements Serializable {

  private static final long serialVersionUID = 1;

  /** No address. */
  public static final Address NONE = new Address("");

  /** In web addresses the user is secret like a password: some services take keys there. */
  private static final Pattern WEB_USER =
      Pattern.compile("(?i)\\b(https?://)[^\\s/?#\"<>@]*(?:@[^\\s/?#\"<>@]*)*@");

  /** In other addresses the user is a plain name, for example a container of Azure. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "\\b([a-zA-Z][a-zA-Z0-9+.-]{0,30}://[^\\s/?#\"<>@:]*)"
              + ":[^\\s/?#\"<>@]*(?:@[^\\s/?#\"<>@]*)*@");

  private static final String NAMES =
      "passw|passphrase|pwd|secret|token(?!iz)|api[_-]?key|access[_-]?key|signature|credential"
          + "|auth(?!or)|jwt|session";

  /**
   * A value may contain quotes and semicolons; a quote that ends a quotation in a message stays.
   */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;](?:[\\w.%-]{0,60}?(?:"
              + NAMES
              + ")[\\w.%-]{0,60}|sig|(?:[\\w.%-]{1,60}[_.-])?key)=)[^&#\\s\"<>]+?(?='?[,:)\\]]?(?:[&#\\s\"<>]|$))");

  /** Replaces the value of a parameter. */
  private static final String HIDDEN = "$1***";

  private final String text;

  private Address(String text) {
    this.text = text;
  }

  public static Address of(String text) {
    return text.isEmpty() ? NONE : new Address(text);
  }

  /** The whole address with its secrets; never show it. */
  public String reveal() {
    return text;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * Removes the secrets of all addresses in a text.
   *
   * @param text a message, a line of a log, a setting
   */
  public static String redact(String text) {
    if (text.indexOf("://") < 0 && text.indexOf('=') < 0) {
      return text;
    }
    String noUsers = WEB_USER.matcher(text).replaceAll("$1");
    String noPasswords = PASSWORD.matcher(noUsers).replaceAll("$1@");
    return PARAMETER.matcher(noPasswords).replaceAll(HIDDEN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && text.equals(address.text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  /** The address without secrets. */
  @Override
  public String toString() {
    return redact(text);
  }
}
