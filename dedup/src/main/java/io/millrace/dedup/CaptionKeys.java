package io.millrace.dedup;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.Hash128;
import java.util.Optional;

/**
 * Adds the marks by which images meet that have the same caption: equal as {@link TextKey} has it,
 * in the same language. Of these the first in the order of (timestamp, image) are within the limit,
 * the others are found. Not safe for use by several threads.
 */
public final class CaptionKeys {

  private final PerLanguage most;
  private final TextKey text = new TextKey(ExactDedupSettings.defaults());

  /**
   * @param most images that may have the same caption, by its language
   */
  public CaptionKeys(PerLanguage most) {
    this.most = most;
  }

  /**
   * Key of a caption: 64 bits of its hash, and how many images may have it. Empty for one without a
   * visible character.
   */
  public Optional<Hash128> of(String language, String caption) {
    return text.of(caption)
        .map(
            key ->
                new Hash128(
                    key.high() ^ Mixing.mix(Hash128.of(language).high()),
                    (long) most.of(language)));
  }

  /**
   * Adds the mark of an image with a caption.
   *
   * @param image hash of its bytes: an image counts once, however many pages show it
   */
  public void mark(
      Hash128 image, long timestamp, String language, String caption, MarkPartitions out) {
    of(language, caption).ifPresent(key -> out.addCaption(key, timestamp, image));
  }
}
