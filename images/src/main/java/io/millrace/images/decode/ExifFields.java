package io.millrace.images.decode;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The EXIF fields that are kept: how a picture was taken, by the names of EXIF 2.32. Positions,
 * serial numbers and owners of cameras, makers' notes and thumbnails are dropped.
 *
 * @param orientation 1..8; 1 is upright
 */
record ExifFields(int orientation, SortedMap<String, String> fields) {

  private static final int MAX_VALUE = 256;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION, "ImageDescription"),
          Map.entry(ExifDirectoryBase.TAG_MAKE, "Make"),
          Map.entry(ExifDirectoryBase.TAG_MODEL, "Model"),
          Map.entry(ExifDirectoryBase.TAG_ORIENTATION, "Orientation"),
          Map.entry(ExifDirectoryBase.TAG_X_RESOLUTION, "XResolution"),
          Map.entry(ExifDirectoryBase.TAG_Y_RESOLUTION, "YResolution"),
          Map.entry(ExifDirectoryBase.TAG_RESOLUTION_UNIT, "ResolutionUnit"),
          Map.entry(ExifDirectoryBase.TAG_SOFTWARE, "Software"),
          Map.entry(ExifDirectoryBase.TAG_DATETIME, "DateTime"),
          Map.entry(ExifDirectoryBase.TAG_ARTIST, "Artist"),
          Map.entry(ExifDirectoryBase.TAG_COPYRIGHT, "Copyright"),
          Map.entry(ExifDirectoryBase.TAG_EXPOSURE_TIME, "ExposureTime"),
          Map.entry(ExifDirectoryBase.TAG_FNUMBER, "FNumber"),
          Map.entry(ExifDirectoryBase.TAG_EXPOSURE_PROGRAM, "ExposureProgram"),
          Map.entry(ExifDirectoryBase.TAG_ISO_EQUIVALENT, "PhotographicSensitivity"),
          Map.entry(ExifDirectoryBase.TAG_DATETIME_ORIGINAL, "DateTimeOriginal"),
          Map.entry(ExifDirectoryBase.TAG_DATETIME_DIGITIZED, "DateTimeDigitized"),
          Map.entry(ExifDirectoryBase.TAG_SHUTTER_SPEED, "ShutterSpeedValue"),
          Map.entry(ExifDirectoryBase.TAG_APERTURE, "ApertureValue"),
          Map.entry(ExifDirectoryBase.TAG_EXPOSURE_BIAS, "ExposureBiasValue"),
          Map.entry(ExifDirectoryBase.TAG_METERING_MODE, "MeteringMode"),
          Map.entry(ExifDirectoryBase.TAG_FLASH, "Flash"),
          Map.entry(ExifDirectoryBase.TAG_FOCAL_LENGTH, "FocalLength"),
          Map.entry(ExifDirectoryBase.TAG_COLOR_SPACE, "ColorSpace"),
          Map.entry(ExifDirectoryBase.TAG_EXIF_IMAGE_WIDTH, "PixelXDimension"),
          Map.entry(ExifDirectoryBase.TAG_EXIF_IMAGE_HEIGHT, "PixelYDimension"),
          Map.entry(ExifDirectoryBase.TAG_WHITE_BALANCE_MODE, "WhiteBalance"),
          Map.entry(ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH, "FocalLengthIn35mmFilm"),
          Map.entry(ExifDirectoryBase.TAG_SCENE_CAPTURE_TYPE, "SceneCaptureType"),
          Map.entry(ExifDirectoryBase.TAG_LENS_MAKE, "LensMake"),
          Map.entry(ExifDirectoryBase.TAG_LENS_MODEL, "LensModel"));

  /** Reads the TIFF structure of EXIF data; if it is damaged, as far as possible. */
  static ExifFields read(byte[] exif) {
    SortedMap<String, String> fields = new TreeMap<>();
    if (exif.length == 0) {
      return new ExifFields(1, fields);
    }
    Metadata metadata = parse(exif);
    for (Directory directory : metadata.getDirectories()) {
      if (directory.getClass() == ExifIFD0Directory.class
          || directory.getClass() == ExifSubIFDDirectory.class) {
        add(directory, fields);
      }
    }
    return new ExifFields(orientation(metadata), fields);
  }

  /** Whether EXIF data has the position of the picture, or is too damaged to tell. */
  static boolean mayHavePosition(byte[] exif) {
    if (exif.length == 0) {
      return false;
    }
    Metadata metadata = parse(exif);
    return metadata.hasErrors()
        || metadata.getFirstDirectoryOfType(GpsDirectory.class) != null
        || metadata.getFirstDirectoryOfType(ExifIFD0Directory.class) == null;
  }

  private static int orientation(Metadata metadata) {
    Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value = main == null ? null : main.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
    return value == null || value < 1 || value > 8 ? 1 : value;
  }

  private static Metadata parse(byte[] exif) {
    Metadata metadata = new Metadata();
    try {
      new ExifReader().extract(new ByteArrayReader(exif), metadata, 0);
    } catch (RuntimeException broken) {
      ExifIFD0Directory error = new ExifIFD0Directory();
      error.addError("cannot be read");
      metadata.addDirectory(error);
    }
    return metadata;
  }

  private static void add(Directory directory, SortedMap<String, String> fields) {
    for (Map.Entry<Integer, String> name : NAMES.entrySet()) {
      String value = directory.getString(name.getKey());
      if (value != null) {
        String clean = clean(value);
        if (!clean.isEmpty()) {
          fields.putIfAbsent(name.getValue(), clean);
        }
      }
    }
  }

  /** Makes a value one well-formed line of bounded length. */
  private static String clean(String value) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .map(c -> c < ' ' || c >= 0x7f && c < 0xa0 ? ' ' : c)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .limit(MAX_VALUE)
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }
}
