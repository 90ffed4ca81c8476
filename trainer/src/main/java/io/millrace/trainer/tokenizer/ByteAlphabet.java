package io.millrace.trainer.tokenizer;

/**
 * The characters by which byte-level tokenizers write bytes (GPT-2, {@code bytes_to_unicode}):
 * printable ones of Latin-1 stand for themselves, the others for U+0100 and what follows, in order.
 */
final class ByteAlphabet {

  private static final char[] CHARACTERS = new char[256];

  /** By character; -1 where it stands for no byte. */
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

  /** The bytes that a token stands for, or null when it has another character. */
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
