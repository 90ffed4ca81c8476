package io.millrace.pipelines.item;

/**
 * The kinds of items in the shuffle. The tag is the first byte of an encoded item. A kind whose
 * layout changes gets the next version and an unused tag, so that bytes of another version are
 * rejected and not misread.
 */
public enum ItemKind {
  /** A document at the end of the chain, {@link ShardItem.Text}. */
  TEXT(1, 1),
  /** A document that repeats an earlier one, {@link ShardItem.Duplicate}. */
  DUPLICATE(2, 1),
  /** Counts of a reader, {@link ShardItem.ReadCounts}. */
  READ_COUNTS(3, 1),
  /** A part of an item, see {@link Pieces}. */
  PIECE(4, 1),
  /** An image of the input, {@link ShardItem.ImageBody}. */
  IMAGE_BODY(5, 1),
  /** Lowest scores by language, {@link ShardItem.ScoreFloors}. */
  SCORE_FLOORS(6, 1),
  /** Several items in one compressed block, see {@link PackedItems}. */
  PACK(7, 1),
  /** A block of marks, in the layout of {@link io.millrace.dedup.MarkBlockBuilder}. */
  MARKS(8, 1),
  /** The place of items in a file, {@code io.millrace.pipelines.flow.Segment}. */
  SEGMENT(9, 1),
  /** No item; makes its key fire. */
  NOTHING(10, 1),
  /** Counts of scores, in the layout of {@link io.millrace.images.filter.ScoreCounts}. */
  SCORE_COUNTS(11, 1);

  private static final ItemKind[] BY_TAG = new ItemKind[12];

  static {
    for (ItemKind kind : values()) {
      if (BY_TAG[kind.tag] != null) {
        throw new IllegalStateException(kind + " has the tag of " + BY_TAG[kind.tag]);
      }
      BY_TAG[kind.tag] = kind;
    }
  }

  private final byte tag;
  private final int version;

  ItemKind(int tag, int version) {
    this.tag = (byte) tag;
    this.version = version;
  }

  /** First byte of an encoded item of this kind and version. */
  public byte tag() {
    return tag;
  }

  /** Version of the layout of the bytes after the tag, from 1. */
  public int version() {
    return version;
  }

  /**
   * The kind of a tag.
   *
   * @throws IllegalArgumentException when no kind has it
   */
  public static ItemKind of(int tag) {
    if (tag < 0 || tag >= BY_TAG.length || BY_TAG[tag] == null) {
      throw new IllegalArgumentException("no kind of item has the tag " + tag);
    }
    return BY_TAG[tag];
  }
}
