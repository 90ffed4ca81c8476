package io.millrace.extract.html;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of frequently read attributes. Each has a number, its index in {@link #NAMES}, so that code
 * can switch over numbers; all other names have the number 0. There are constants for the names
 * that code refers to.
 */
public final class AttributeName {

  public static final int CLASS = 1;
  public static final int ID = 2;
  public static final int HIDDEN = 3;
  public static final int ARIA_HIDDEN = 4;
  public static final int STYLE = 5;
  public static final int ROLE = 6;
  public static final int ITEMPROP = 7;
  public static final int ITEMSCOPE = 8;
  public static final int ITEMTYPE = 9;
  public static final int TYPEOF = 10;
  public static final int REL = 11;
  public static final int HREF = 12;
  public static final int DATA_TESTID = 13;
  public static final int DATA_COMPONENT = 14;
  public static final int NAME = 15;
  public static final int CONTENT = 16;
  public static final int PROPERTY = 17;
  public static final int HTTP_EQUIV = 18;
  public static final int TYPE = 19;

  private static final String[] NAMES =
      (" class id hidden aria-hidden style role itemprop itemscope itemtype typeof rel"
              + " href data-testid data-component name content property http-equiv type src"
              + " srcset alt title width height lang datetime")
          .split(" ");

  private static final Map<String, Integer> IDS = ids();

  /**
   * Numbers by hash of the name; a power of two, sparse enough that most look-ups take one step.
   */
  private static final byte[] BY_HASH = byHash();

  private AttributeName() {}

  private static Map<String, Integer> ids() {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 1; i < NAMES.length; i++) {
      ids.put(NAMES[i], i);
    }
    return ids;
  }

  private static byte[] byHash() {
    byte[] ids = new byte[256];
    for (int i = 1; i < NAMES.length; i++) {
      int at = slot(NAMES[i].hashCode());
      while (ids[at] != 0) {
        at = at + 1 & 255;
      }
      ids[at] = (byte) i;
    }
    return ids;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 10) & 255;
  }

  /** Number of a name in lower case, or 0. */
  static int of(String name) {
    Integer id = IDS.get(name);
    return id == null ? 0 : id;
  }

  /** Number of the name that these characters spell in any case, or 0. */
  static int find(int hash, char[] chars, int start, int end) {
    for (int at = slot(hash); BY_HASH[at] != 0; at = at + 1 & 255) {
      if (NameCharacters.equal(NAMES[BY_HASH[at]], chars, start, end)) {
        return BY_HASH[at];
      }
    }
    return 0;
  }
}
