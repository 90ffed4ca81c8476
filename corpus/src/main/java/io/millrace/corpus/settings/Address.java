package io.millrace.corpus.settings;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An address that may hold secrets: a user and password, or a key among its parameters. As text it
 * is without them, so that whoever prints, logs or publishes it gives nothing away; only {@link
 * #reveal} has all of it. The component type of settings for such addresses.
 */
public final class Address implements Serializable {

  private static final long serialVersionUID = 1;

  /** No address. */
  public static final Address NONE = new Address("");

  /** Of the web a user is as secret as a password: services take keys there. */
  private static final Pattern WEB_USER =
      Pattern.compile("(?i)\\b(https?://)[^\\s/?#\"<>@]*(?:@[^\\s/?#\"<>@]*)*@");

  /** Elsewhere a user is a name, or no user at all, as the containers of Azure. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "\\b([a-zA-Z][a-zA-Z0-9+.-]{0,30}://[^\\s/?#\"<>@:]*)"
              + ":[^\\s/?#\"<>@]*(?:@[^\\s/?#\"<>@]*)*@");

  private static final String NAMES =
      "passw|passphrase|pwd|secret|token(?!iz)|api[_-]?key|access[_-]?key|signature|credential"
          + "|auth(?!or)|jwt|session";

  /** A value may hold quotes and semicolons; one that ends a quotation in a message stays. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;](?:[\\w.%-]{0,60}?(?:"
              + NAMES
              + ")[\\w.%-]{0,60}|sig|(?:[\\w.%-]{1,60}[_.-])?key)=)[^&#\\s\"<>]+?(?='?[,:)\\]]?(?:[&#\\s\"<>]|$))");

  /** Stands for the value of a parameter. */
  private static final String HIDDEN = "$1***";

  private final String text;

  private Address(String text) {
    this.text = text;
  }

  public static Address of(String text) {
    return text.isEmpty() ? NONE : new Address(text);
  }

  /** The whole address, to be used and not to be shown. */
  public String reveal() {
    return text;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * Any text without the secrets of addresses in it. What has none stays as it is.
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

  /** Without secrets. */
  @Override
  public String toString() {
    return redact(text);
  }
}
