package io.millrace.filters.pii;

/**
 * Country codes in use (ITU-T E.164), and for the most common ones the number of digits of a phone
 * number, including the code.
 */
final class CountryCodes {

  private static final String CODES =
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
          + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225"
          + " 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247"
          + " 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290"
          + " 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377"
          + " 378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509"
          + " 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682"
          + " 683 685 686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 878 880 881 882 883"
          + " 886 888 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993"
          + " 994 995 996 998";

  /** Code, least and most digits. */
  private static final String LENGTHS =
      "1:11:11 7:11:11 31:11:11 32:10:11 33:11:11 34:11:11 41:11:12 44:11:12 45:10:10 46:9:12"
          + " 47:10:10 48:11:11 52:12:13 55:12:13 61:11:11 81:11:12 82:10:12 86:10:13 90:12:12"
          + " 91:12:12 351:12:12 420:12:12";

  private static final byte[] LEAST = new byte[1000];
  private static final byte[] MOST = new byte[1000];

  static {
    for (String code : CODES.split(" ")) {
      set(Integer.parseInt(code), 8, 15);
    }
    for (String entry : LENGTHS.split(" ")) {
      String[] parts = entry.split(":");
      set(Integer.parseInt(parts[0]), Byte.parseByte(parts[1]), Byte.parseByte(parts[2]));
    }
  }

  private CountryCodes() {}

  /** Whether the digits from a place on begin with a country code and have a valid number. */
  static boolean accepts(CharSequence digits, int from) {
    int length = digits.length() - from;
    int code = 0;
    for (int i = 0; i < 3 && i < length; i++) {
      code = code * 10 + digits.charAt(from + i) - '0';
      if (code == 0) {
        return false;
      }
      if (MOST[code] > 0) {
        boolean areaCode = code != 1 || digits.charAt(from + 1) >= '2';
        return areaCode && length >= LEAST[code] && length <= MOST[code];
      }
    }
    return false;
  }

  private static void set(int code, int least, int most) {
    LEAST[code] = (byte) least;
    MOST[code] = (byte) most;
  }
}
