package io.millrace.dedup.image;

import java.util.Optional;

/**
 * Finds the images of one group that look like an earlier one. Images are shown in the order of
 * (timestamp, id). Each is compared with the leaders: images of the group that were like no leader
 * before them, of those the first up to a bound. So chains do not drag in what is no longer alike,
 * and a group costs at most (images x leaders), whatever its size. The same rule as that of {@code
 * dedup-minhash}.
 *
 * <p>An image is dropped when it is found in any of its groups; of several findings the smallest
 * leader by (timestamp, id) is named. That depends on no order of arrival.
 *
 * @param <T> what names an image
 */
public final class NearImages<T> {

  private final ImageDedupSettings settings;
  private final Object[] names;
  private final ImageHash[] hashes;
  private int count;

  public NearImages(ImageDedupSettings settings) {
    this.settings = settings;
    this.names = new Object[settings.leaders()];
    this.hashes = new ImageHash[settings.leaders()];
  }

  /** Begins another group. */
  public void clear() {
    count = 0;
  }

  /**
   * The smallest leader that the image is like. Without one, the image becomes a leader while there
   * is room. Images too flat to be compared are like none and become none.
   */
  @SuppressWarnings("unchecked") // only T is put in
  public Optional<T> visit(T name, ImageHash hash) {
    if (!hash.isComparable(settings)) {
      return Optional.empty();
    }
    for (int i = 0; i < count; i++) {
      if (hash.isNear(hashes[i], settings)) {
        return Optional.of((T) names[i]);
      }
    }
    if (count < names.length) {
      names[count] = name;
      hashes[count] = hash;
      count++;
    }
    return Optional.empty();
  }
}
