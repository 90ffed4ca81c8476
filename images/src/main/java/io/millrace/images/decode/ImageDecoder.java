package io.millrace.images.decode;

import io.millrace.corpus.ImageFacts;
import io.millrace.images.decode.ImageDecodeSettings.ResizeMode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Decodes an image and normalises it: upright, 8-bit sRGB, transparency over white, resized as the
 * settings say. If nothing has to change, the original bytes are kept, without any position in
 * their metadata.
 *
 * <p>Checks the limits against the header before it allocates memory. Any bytes give a result, and
 * the same result on every run and machine. Used by one thread at a time.
 */
public final class ImageDecoder {

  private final ImageDecodeSettings settings;
  private final Codecs codecs = new Codecs();
  private final ColorProfiles profiles = new ColorProfiles();

  public ImageDecoder(ImageDecodeSettings settings) {
    this.settings = settings;
  }

  /**
   * Links the libraries that the settings need.
   *
   * @throws IOException if one is not available for this system; the message says which, and for
   *     what it is needed
   */
  public void prepare() throws IOException {
    if (settings.shrinkOnLoad()) {
      prepareShrinkOnLoad();
    }
  }

  /**
   * Links the library that {@link ImageDecodeSettings#shrinkOnLoad} needs.
   *
   * @throws IOException if libjpeg-turbo is not available for this system
   */
  public static void prepareShrinkOnLoad() throws IOException {
    ReducedJpeg.link();
  }

  /** Returns the normalised image, or the reason why there is none. */
  public ImageResult decode(byte[] bytes) {
    try {
      return normalise(bytes, ImageFile.open(bytes, settings));
    } catch (RefusedImageException refused) {
      return new ImageResult.Refused(refused.reason(), refused.getMessage());
    }
  }

  private ImageResult normalise(byte[] bytes, ImageFile file) throws RefusedImageException {
    ExifFields exif = ExifFields.read(file.exif());
    Optional<ColorProfile> profile = profiles.of(file.icc());
    boolean swap = exif.orientation() >= 5;
    int width = swap ? file.height() : file.width();
    int height = swap ? file.width() : file.height();
    Target target = Target.of(width, height, settings);
    int factor = factor(file, target, swap);
    Rows rows = factor > 1 ? ReducedJpeg.decode(file, factor) : codecs.decode(file, profile);
    // CMYK profiles have been applied already
    Optional<ColorProfile> still = profile.filter(p -> !p.isCmyk());

    boolean keep =
        settings.skipReencode()
            && file.toKeep().length > 0
            && exif.orientation() == 1
            && still.isEmpty()
            && target.changesNothing(width, height);
    byte[] encoded;
    ImageFormat format;
    byte[] luma;
    if (keep) {
      encoded = file.toKeep();
      format = file.format();
      luma = luma(rows, 1, still);
    } else {
      Pixels sized =
          Resampler.resize(
              rows,
              swap ? target.height() : target.width(),
              swap ? target.width() : target.height());
      luma = luma(target.isLarge() ? sized : rows, exif.orientation(), still);
      Pixels upright = inSrgb(sized, still).oriented(exif.orientation());
      Pixels shaped = shape(upright, target);
      target = new Target(shaped.width(), shaped.height(), ResizeMode.NO);
      format = ImageFormat.valueOf(settings.encodeFormat().name());
      encoded = codecs.encode(shaped, format, settings.quality());
    }
    return new ImageResult.Decoded(
        encoded,
        new ImageFacts(
            format.key(),
            target.width(),
            target.height(),
            file.format().key(),
            width,
            height,
            bytes.length,
            sha256(bytes),
            luma,
            exif.fields()));
  }

  /** Factor by which the decoder may reduce a JPEG: 1, 2, 4 or 8. */
  private int factor(ImageFile file, Target target, boolean swap) {
    if (!settings.shrinkOnLoad() || file.format() != ImageFormat.JPEG || file.isInk()) {
      return 1;
    }
    int width = Math.max(Target.LARGE, swap ? target.height() : target.width());
    int height = Math.max(Target.LARGE, swap ? target.width() : target.height());
    return ReducedJpeg.factor(file.width(), file.height(), width, height);
  }

  private Pixels shape(Pixels upright, Target target) {
    return switch (target.shape()) {
      case CENTER_CROP -> upright.cropped(settings.size());
      case BORDER -> upright.padded(settings.size());
      default -> upright;
    };
  }

  private static byte[] luma(Rows rows, int orientation, Optional<ColorProfile> profile) {
    Pixels small = Resampler.area(rows, ImageFacts.LUMA_SIDE, ImageFacts.LUMA_SIDE);
    return inSrgb(small, profile).oriented(orientation).luma();
  }

  private static Pixels inSrgb(Pixels pixels, Optional<ColorProfile> profile) {
    return profile.isPresent() ? profile.get().toSrgb(pixels) : pixels;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Size of an image before cropping or padding.
   *
   * @param shape {@code CENTER_CROP} if it is cropped, {@code BORDER} if it is padded, else {@code
   *     NO}
   */
  private record Target(int width, int height, ResizeMode shape) {

    /** Shortest side from which the brightness values are computed. */
    static final int LARGE = 4 * ImageFacts.LUMA_SIDE;

    static Target of(int width, int height, ImageDecodeSettings settings)
        throws RefusedImageException {
      ResizeMode mode = settings.resizeMode();
      boolean shortest = mode == ResizeMode.CENTER_CROP || mode == ResizeMode.KEEP_RATIO;
      int side = shortest ? Math.min(width, height) : Math.max(width, height);
      if (mode == ResizeMode.NO || settings.onlyIfBigger() && side <= settings.size()) {
        return new Target(width, height, ResizeMode.NO);
      }
      double scale = (double) settings.size() / side;
      // half to even, as in albumentations, which img2dataset uses
      long newWidth = Math.max(1, (long) Math.rint(width * scale));
      long newHeight = Math.max(1, (long) Math.rint(height * scale));
      boolean larger = newWidth > width || newHeight > height;
      ImageFile.checkSize(
          (int) Math.min(newWidth, Integer.MAX_VALUE),
          (int) Math.min(newHeight, Integer.MAX_VALUE),
          larger ? 16 : 3,
          settings);
      boolean shaped = mode == ResizeMode.CENTER_CROP || mode == ResizeMode.BORDER;
      return new Target(
          (int) newWidth, (int) newHeight, shaped && newWidth != newHeight ? mode : ResizeMode.NO);
    }

    boolean changesNothing(int oldWidth, int oldHeight) {
      return shape == ResizeMode.NO && width == oldWidth && height == oldHeight;
    }

    /** Whether the brightness values can be computed from this size, not from the original. */
    boolean isLarge() {
      return Math.min(width, height) >= LARGE;
    }
  }
}
