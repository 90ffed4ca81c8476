package io.millrace.dedup;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.Hash128;
import java.util.Optional;

/**
 * Keys of texts that only a limited number of items may share, such as captions of images. Two
 * texts share a key when they have the same language and the same {@link TextKey}. The first items
 * in the order of (timestamp, item) are within the limit; {@link DuplicateFinder} finds the others.
 * Not thread-safe.
 */
public final class SharedTextKeys {

  private final PerLanguage most;
  private final TextKey textKey = new TextKey(ExactDedupSettings.defaults());

  /**
   * @param most items that may share a text, by the language of the text
   */
  public SharedTextKeys(PerLanguage most) {
    this.most = most;
  }

  /**
   * Key of a text: 64 bits of its hash, and how many items may share it. Empty when the text has no
   * visible character.
   */
  public Optional<Hash128> of(String language, String text) {
    return textKey
        .of(text)
        .map(
            key ->
                new Hash128(
                    key.high() ^ Mixing.mix(Hash128.of(language).high()),
                    (long) most.of(language)));
  }

  /**
   * Adds the mark of an item with a text.
   *
   * @param item id of the item; it counts once per text, however many marks it has
   */
  public void mark(Hash128 item, long timestamp, String language, String text, MarkPartitions out) {
    of(language, text).ifPresent(key -> out.add(Mark.SHARED_TEXT, key, timestamp, item));
  }
}
