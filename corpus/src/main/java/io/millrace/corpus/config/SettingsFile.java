package io.millrace.corpus.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a YAML file that is one settings record, with the checks and messages of a recipe: every
 * error with line and column, and suggestions for misspelt names.
 */
public final class SettingsFile {

  private static final int MAX_BYTES = 4 * YamlReader.MAX_CODE_POINTS;

  private SettingsFile() {}

  /**
   * Reads a file over the record's defaults.
   *
   * @param owner owner of the settings, for messages: {@code the training}
   * @param sets {@code PATH=VALUE} overrides of the file's settings; the value is YAML
   * @throws ConfigException with all errors found; also when the file does not exist
   * @throws IOException if the file cannot be read
   */
  public static <T extends Record> T read(Path file, Class<T> type, String owner, List<String> sets)
      throws IOException {
    Yaml root = Yaml.parse(text(file, "a configuration"), file.toString());
    Problems problems = new Problems();
    for (String assignment : sets) {
      try {
        root = TreeEdit.set(root, assignment);
      } catch (ConfigException e) {
        problems.addAll(e.errors());
      }
    }
    Record record = new SettingsBinder(problems, owner).bind(type, root);
    problems.throwIfAny();
    return type.cast(record);
  }

  public static String text(Path file, String what) throws IOException {
    Place whole = Place.option(file.toString());
    if (Files.isDirectory(file)) {
      throw new ConfigException(whole, "this is a folder; " + what + " is a file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new ConfigException(whole, "there is no such file");
    }
    if (bytes.length > MAX_BYTES) {
      throw new ConfigException(whole, "larger than " + MAX_BYTES + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ConfigException(whole, "not text in UTF-8");
    }
  }
}
