package io.millrace.connectors.read.images;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.Unreadable;
import io.millrace.connectors.read.WholeFileReader;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads image files. The caption is in a file of the same name with the extension {@code .txt},
 * other fields in one with {@code .json}; these files are not records of their own.
 */
public final class ImageFolderReader extends WholeFileReader {

  private static final List<String> BESIDE = List.of("txt", "json", "cls");
  private static final int SAMPLE_BYTES = 1 << 14;

  private final InputSettings settings;
  private final ImageFiles images;

  public ImageFolderReader(InputSettings settings) {
    this.settings = settings;
    this.images = new ImageFiles(settings, InputKind.IMAGE_FOLDER);
  }

  @Override
  public List<Split> split(String path, long size) {
    return BESIDE.contains(ending(path)) ? List.of() : super.split(path, size);
  }

  /** Extension of a file's name in lower case, or "". */
  private static String ending(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }

  @Override
  protected void read(String path, RecordSink sink) throws IOException {
    String ending = ending(path);
    if (!ImageFiles.IMAGES.contains(ending)) {
      sink.skip("file_without_image");
      return;
    }
    String stem = path.substring(0, path.length() - ending.length() - 1);
    Map<String, byte[]> files = new HashMap<>();
    files.put(ending, bytes(path));
    for (String beside : BESIDE) {
      bytesIfThere(stem + '.' + beside).ifPresent(bytes -> files.put(beside, bytes));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getValue().length > settings.maxRecordBytes()) {
        reject(file.getKey(), file.getValue(), sink);
        return;
      }
    }
    sink.accept(images.record(stem.substring(stem.lastIndexOf('/') + 1), files));
  }

  private void reject(String ending, byte[] bytes, RecordSink sink) {
    String source = settings.sourceOr(InputKind.IMAGE_FOLDER.key());
    byte[] sample = Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE_BYTES));
    String id = RecordId.ofContent(source, "", "", sample);
    String detail = "." + ending + " of more than " + settings.maxRecordBytes() + " bytes";
    sink.accept(Unreadable.of(id, source, FailReason.TOO_LARGE, detail, ""));
  }

  private Optional<byte[]> bytesIfThere(String path) throws IOException {
    try {
      return Optional.of(bytes(path));
    } catch (FileNotFoundException | NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** The content of a file, at most one byte more than the limit. */
  private byte[] bytes(String path) throws IOException {
    try (InputStream in = Channels.newInputStream(BeamFiles.open(path))) {
      return in.readNBytes((int) settings.maxRecordBytes() + 1);
    }
  }
}
