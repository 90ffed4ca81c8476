package io.millrace.app.rephrase;

import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.corpus.settings.LanguageCodes;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.rephrase.prompt.Instructions;
import io.millrace.rephrase.prompt.PromptLibrary;
import io.millrace.rephrase.prompt.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which prompts there are, and in which language they are. */
final class RephrasePromptOptions {

  @Option(
      names = "--prompts",
      paramLabel = "FOLDER",
      description = "A folder with styles of your own, a YAML file each.")
  private Path folder;

  @Option(
      names = "--instructions",
      defaultValue = "OWN",
      description =
          "Language of the instructions: own (the text's, where the style has it), or english.")
  private Instructions instructions;

  Instructions instructions() {
    return instructions;
  }

  /** The folder of the user's own styles, or "". */
  String folder() {
    return folder == null ? "" : folder.toString();
  }

  /** The styles in the box, those of plugins and those of the folder. */
  PromptLibrary library() throws IOException {
    if (folder == null) {
      return Plugins.current().styles();
    }
    if (!Files.isDirectory(folder)) {
      throw wrong(
          folder + (Files.exists(folder) ? " is not a folder" : ": there is no such folder"));
    }
    try {
      return Plugins.current().styles().with(folder);
    } catch (ConfigException wrong) {
      throw new MillraceException(ErrorKind.WRONG_USE, wrong.getMessage(), wrong);
    }
  }

  /** Name of a style from its name, or from a beginning that no other has. */
  static String style(PromptLibrary library, String given) {
    List<String> names = library.styles().stream().map(Style::name).toList();
    if (names.contains(given)) {
      return given;
    }
    List<String> begun = names.stream().filter(name -> name.startsWith(given)).toList();
    if (begun.size() == 1 && !given.isEmpty()) {
      return begun.get(0);
    }
    throw wrong(
        "unknown style '"
            + Wording.show(given)
            + "'"
            + Wording.hint(given, begun.isEmpty() ? names : begun, "", "there are"));
  }

  /** An ISO 639 code as a user gave it. */
  static String language(String given) {
    if (!LanguageCodes.isCode(given)) {
      throw wrong(
          "--language: unknown language '" + Wording.show(given) + "'" + LanguageCodes.hint(given));
    }
    return given;
  }

  private static MillraceException wrong(String message) {
    return new MillraceException(ErrorKind.WRONG_USE, message);
  }
}
