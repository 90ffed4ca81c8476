package io.millrace.trainer.tokenizer;

/**
 * The characters for bytes in byte-level tokenizers (GPT-2, {@code bytes_to_unicode}): printable
 * Latin-1 characters stand for themselves, all other bytes are U+0100 and following, in order.
 */
final class ByteAlphabet {

  private static final char[] CHARACTERS = new char[256];

  /** Bytes by character; -1 for characters without a byte. */
  private static final short[] BYTES = new short[0x144];

  static {
    java.util.Arrays.fill(BYTES, (short) -1);
    char next = 0x100;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
      CHARACTERS[value] = printable ? (char) value : next++;
      BYTES[CHARACTERS[value]] = (short) value;
    }
  }

  private ByteAlphabet() {}

  static char character(int value) {
    return CHARACTERS[value];
  }

  static String text(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = CHARACTERS[bytes[i] & 0xff];
    }
    return new String(text);
  }

  /** The bytes of a token, or null when it has another character. */
  static byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      char character = token.charAt(i);
      if (character >= BYTES.length || BYTES[character] < 0) {
        return null;
      }
      bytes[i] = (byte) BYTES[character];
    }
    return bytes;
  }
}
