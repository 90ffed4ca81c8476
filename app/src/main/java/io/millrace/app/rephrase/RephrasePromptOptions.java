package io.millrace.app.rephrase;

import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Wording;
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

/** Options: the folder of prompts and the language of instructions. */
final class RephrasePromptOptions {

  @Option(
      names = "--prompts",
      paramLabel = "FOLDER",
      description = "A folder with your own styles, one YAML file each.")
  private Path folder;

  @Option(
      names = "--instructions",
      defaultValue = "OWN",
      description =
          "Language of the instructions: own (that of the text, if the style has it), or english.")
  private Instructions instructions;

  Instructions instructions() {
    return instructions;
  }

  /** The folder of the user's own styles, or "". */
  String folder() {
    return folder == null ? "" : folder.toString();
  }

  /** Built-in styles, those of plugins and those of the folder. */
  PromptLibrary library() throws IOException {
    if (folder == null) {
      return Plugins.current().styles();
    }
    if (!Files.isDirectory(folder)) {
      throw new WrongUseException(
          folder + (Files.exists(folder) ? " is not a folder" : ": there is no such folder"));
    }
    try {
      return Plugins.current().styles().with(folder);
    } catch (ConfigException wrong) {
      throw new WrongUseException(wrong);
    }
  }

  /** Finds a style by its name or by a unique prefix. */
  static String style(PromptLibrary library, String given) {
    List<String> names = library.styles().stream().map(Style::name).toList();
    if (names.contains(given)) {
      return given;
    }
    List<String> begun = names.stream().filter(name -> name.startsWith(given)).toList();
    if (begun.size() == 1 && !given.isEmpty()) {
      return begun.get(0);
    }
    throw new WrongUseException(
        "unknown style '"
            + Wording.show(given)
            + "'"
            + Wording.hint(given, begun.isEmpty() ? names : begun, "", "there are"));
  }

  /** Checks an ISO 639 code that a user gave. */
  static String language(String given) {
    if (!LanguageCodes.isCode(given)) {
      throw new WrongUseException(
          "--language: unknown language '" + Wording.show(given) + "'" + LanguageCodes.hint(given));
    }
    return given;
  }
}
