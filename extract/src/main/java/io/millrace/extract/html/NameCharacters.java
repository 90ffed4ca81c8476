package io.millrace.extract.html;

/** Compares and hashes names, ignoring the case of ASCII letters. */
final class NameCharacters {

  private NameCharacters() {}

  static boolean isLetter(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Whether it is ASCII whitespace (WHATWG Infra). */
  static boolean isBlank(char c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  static int hash(char[] chars, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + lower(chars[i]);
    }
    return hash;
  }

  /**
   * @param name in lower case
   */
  static boolean equal(String name, char[] chars, int start, int end) {
    int length = end - start;
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(chars[start + i]) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean equal(char[] chars, int a, int b, int length) {
    for (int i = 0; i < length; i++) {
      if (lower(chars[a + i]) != lower(chars[b + i])) {
        return false;
      }
    }
    return true;
  }

  /** The characters with ASCII letters in lower case and U+0000 as U+FFFD. */
  static String string(char[] chars, int start, int end) {
    char[] name = new char[end - start];
    for (int i = 0; i < name.length; i++) {
      char c = chars[start + i];
      name[i] = c == 0 ? '\uFFFD' : lower(c);
    }
    return new String(name);
  }
}
