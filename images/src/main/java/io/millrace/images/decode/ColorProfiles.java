package io.millrace.images.decode;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The profiles seen last; most images of the web share a few. For one thread at a time. */
final class ColorProfiles {

  private static final int KEPT = 32;

  private final Map<ByteBuffer, Optional<ColorProfile>> seen = new LinkedHashMap<>(64, .75f, true);

  Optional<ColorProfile> of(byte[] icc) {
    if (icc.length == 0) {
      return Optional.empty();
    }
    ByteBuffer key = ByteBuffer.wrap(icc);
    Optional<ColorProfile> known = seen.get(key);
    if (known == null) {
      known = ColorProfile.of(icc);
      seen.put(key, known);
      if (seen.size() > KEPT) {
        seen.remove(seen.keySet().iterator().next());
      }
    }
    return known;
  }
}
