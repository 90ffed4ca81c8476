package io.millrace.pipelines.shard;

import io.millrace.images.decode.ImageDecodeSettings;
import io.millrace.images.decode.ImageDecodeSettings.EncodeFormat;
import io.millrace.images.decode.ImageDecodeSettings.ResizeMode;
import io.millrace.images.decode.ImageDecoder;
import io.millrace.images.decode.ImageResult;
import java.util.Optional;

/** Makes thumbnails for the report. Not thread-safe. */
public final class Thumbnails {

  private static final int SIDE = 112;
  private static final int QUALITY = 70;

  private final ImageDecoder decoder;

  public Thumbnails() {
    ImageDecodeSettings usual = ImageDecodeSettings.defaults();
    this.decoder =
        new ImageDecoder(
            new ImageDecodeSettings(
                ResizeMode.KEEP_RATIO_LARGEST,
                SIDE,
                true,
                false,
                false,
                EncodeFormat.JPEG,
                QUALITY,
                true,
                usual.maxPixels(),
                usual.maxDecodedBytes()));
  }

  /** A JPEG of at most 112 pixels a side; empty when the image cannot be decoded. */
  public Optional<byte[]> of(byte[] image) {
    return decoder.decode(image) instanceof ImageResult.Decoded decoded
        ? Optional.of(decoded.encoded())
        : Optional.empty();
  }
}
