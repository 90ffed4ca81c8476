package io.millrace.images.decode;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** An ICC profile that differs from sRGB. */
final class ColorProfile {

  private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);

  /** Largest difference, in levels, of a profile that is treated as sRGB. */
  private static final int SAME = 2;

  private final ColorSpace space;
  private final ColorConvertOp convert;

  private ColorProfile(ColorSpace space) {
    this.space = space;
    this.convert = new ColorConvertOp(space, SRGB, null);
  }

  /** Empty for a profile that is broken, has another colour space, or is close to sRGB. */
  static Optional<ColorProfile> of(byte[] icc) {
    if (icc.length < 132) {
      return Optional.empty();
    }
    try {
      ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(icc));
      int type = space.getType();
      if (type != ColorSpace.TYPE_RGB
          && type != ColorSpace.TYPE_GRAY
          && type != ColorSpace.TYPE_CMYK) {
        return Optional.empty();
      }
      ColorProfile profile = new ColorProfile(space);
      return profile.isLikeSrgb() ? Optional.empty() : Optional.of(profile);
    } catch (RuntimeException brokenProfile) {
      return Optional.empty(); // treated as sRGB, as browsers do
    }
  }

  boolean isCmyk() {
    return space.getType() == ColorSpace.TYPE_CMYK;
  }

  boolean isGray() {
    return space.getType() == ColorSpace.TYPE_GRAY;
  }

  /** Converts an image to sRGB. A grey profile uses the first channel only. */
  Pixels toSrgb(Pixels image) {
    int bands = isGray() ? 1 : 3;
    byte[] samples = new byte[image.rgb().length / 3 * bands];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = image.rgb()[bands == 1 ? 3 * i : i];
    }
    return new Pixels(image.width(), image.height(), convert(samples, bands, image.width()));
  }

  /** Converts rows of samples of this profile, bands interleaved, to sRGB. */
  byte[] convert(byte[] samples, int bands, int width) {
    int height = samples.length / bands / width;
    WritableRaster from =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, bands, null);
    from.setDataElements(0, 0, width, height, samples);
    WritableRaster to =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
    convert.filter(from, to);
    return (byte[]) to.getDataElements(0, 0, width, height, null);
  }

  private boolean isLikeSrgb() {
    if (isCmyk()) {
      return false;
    }
    int steps = 6;
    byte[] probe = new byte[3 * steps * steps * steps];
    for (int i = 0; i < steps * steps * steps; i++) {
      probe[3 * i] = (byte) (i % steps * 51);
      probe[3 * i + 1] = (byte) (isGray() ? probe[3 * i] : i / steps % steps * 51);
      probe[3 * i + 2] = (byte) (isGray() ? probe[3 * i] : i / steps / steps * 51);
    }
    byte[] converted = toSrgb(new Pixels(probe.length / 3, 1, probe)).rgb();
    for (int i = 0; i < probe.length; i++) {
      if (Math.abs((probe[i] & 0xff) - (converted[i] & 0xff)) > SAME) {
        return false;
      }
    }
    return true;
  }
}
