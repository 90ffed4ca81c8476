package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about stages with plugins, and refused plugins. */
class PluginsTest {

  @TempDir private Path folder;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  private Path recipe(String stages) throws IOException {
    String yaml = "inputs: [jsonl: in.jsonl]\nstages: [" + stages + "]\n";
    return Files.writeString(folder.resolve("recipe.yaml"), yaml);
  }

  private void make(String jar, UnaryOperator<String> change, String... leftOut)
      throws IOException {
    PluginJars.make(plugins.resolve(jar), change, List.of(leftOut));
  }

  private void assertRefused(String message) throws IOException {
    Cli ran = check("gopher-quality");
    assertThat(ran.err()).isEqualTo("millrace: " + message + "\n");
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.out()).isEmpty();
  }

  private Cli check(String stages) throws IOException {
    return Cli.run("check", recipe(stages).toString(), "--plugins", plugins.toString());
  }

  @Test
  void commandsTreatPluginStagesLikeBuiltInOnes() throws IOException {
    PluginJars.example(plugins.resolve("words.jar"));
    String option = "--plugins=" + plugins;

    assertThat(Cli.done("stages", option).out())
        .contains("sentence-length    documents   Drops documents whose sentences are too long");
    assertThat(Cli.done("stages", "sentence-length", option).out())
        .contains("drops sentences_too_long: too many words a sentence")
        .contains("max_mean_words: {default: 40, de: 35}");
    assertThat(Cli.done("docs", "schema", option).out())
        .contains("\"sentence-length\"", "\"max_mean_words\"");
    assertThat(check("sentence-length: {max_mean_words: 20}").out())
        .contains("mean_words <= 20, else sentences_too_long");
    assertThat(check("sentence-lengt").err()).contains("did you mean 'sentence-length'?");
    assertThat(check("sentence-length: {max_mean_word: 20}").err())
        .contains("did you mean 'max_mean_words'?");
    assertThat(check("sentence-length: {max_mean_words: 0}").err())
        .contains("'max_mean_words' is 0; it must be at least 1");
    assertThat(Cli.run("check", recipe("sentence-length").toString()).code())
        .as("without the option")
        .isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void docsUpdateFillsTheTableOfAPluginsPage() throws IOException {
    PluginJars.example(plugins.resolve("words.jar"));
    Path page = Files.createDirectory(folder.resolve("docs")).resolve("sentence-length.md");
    String marks = "<!-- settings:sentence-length -->\n<!-- /settings -->\n";
    Files.writeString(page, "# sentence-length\n\n" + marks);
    Cli.done("docs", "update", folder.toString(), "--plugins", plugins.toString());
    assertThat(page).content().contains("| `max_mean_words` |");
    assertThat(folder.resolve("docs/reference/recipe.schema.json"))
        .content()
        .contains("max_mean_words");
  }

  @Test
  void folderWithoutPluginsIsRefused() throws IOException {
    assertRefused(
        "no jar in "
            + plugins
            + " has a plugin, named in META-INF/services/io.millrace.api.Plugin");
    Cli ran = Cli.run("stages", "--plugins", folder.resolve("none").toString());
    assertThat(ran.err())
        .isEqualTo(
            "millrace: --plugins is '" + folder.resolve("none") + "'; there is no such folder\n");
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void brokenJarIsRefused() throws IOException {
    Files.writeString(plugins.resolve("words.jar"), "no zip");
    assertRefused("plugin words.jar: it is no jar: zip END header not found");
  }

  @Test
  void classThatIsMissingIsRefused() throws IOException {
    PluginJars.naming(plugins.resolve("words.jar"), "com.example.Missing");
    assertRefused("plugin words.jar: Provider com.example.Missing not found");
  }

  @Test
  void classThatIsNoPluginIsRefused() throws IOException {
    PluginJars.naming(plugins.resolve("words.jar"), "io.millrace.api.Rule");
    assertRefused("plugin words.jar: io.millrace.api.Rule not a subtype");
  }

  @Test
  void missingDependencyIsRefused() throws IOException {
    make("words.jar", source -> source, "SentenceLengthReason");
    assertRefused("plugin words.jar: class com.example.millrace.SentenceLengthReason is missing");
  }

  @Test
  void dependencyThatOnlyTheFilterNeedsIsRefusedBeforeARun() throws IOException {
    make("words.jar", source -> source, "SentenceLengthFilter");
    Cli ran = check("sentence-length");
    assertThat(ran.err())
        .isEqualTo(
            "millrace: plugin words.jar: stage 'sentence-length': class"
                + " com.example.millrace.SentenceLengthFilter is missing\n");
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void nameOfABuiltInStageIsRefused() throws IOException {
    make("words.jar", source -> source.replace("\"sentence-length\"", "\"c4\""));
    assertRefused("plugin words.jar: stage 'c4' has the name of a built-in stage");
  }

  @Test
  void keyOfABuiltInReasonIsRefused() throws IOException {
    make("words.jar", source -> source.replace("\"sentences_too_long\"", "\"short_words\""));
    assertRefused("plugin words.jar: stage 'sentence-length': 'short_words' is a built-in reason");
  }

  @Test
  void twoPluginsWithOneNameAreRefused() throws IOException {
    PluginJars.example(plugins.resolve("a.jar"));
    PluginJars.example(plugins.resolve("b.jar"));
    assertRefused("plugin b.jar: stage 'sentence-length' is also in a.jar");
  }

  @Test
  void ruleWithoutSignalIsRefused() throws IOException {
    make("words.jar", source -> source.replace("List.of(MEAN_WORDS)", "List.of(\"words\")"));
    assertThat(check("sentence-length").err())
        .isEqualTo(
            "millrace: plugin words.jar: stage 'sentence-length': a rule is on signal"
                + " 'mean_words', which signals() does not list\n");
  }

  @Test
  void settingsWithoutDefaultsAreRefused() throws IOException {
    make("words.jar", source -> source.replace(" defaults()", " standard()"));
    assertThat(check("c4").err())
        .startsWith("millrace: plugin words.jar: class com.example.millrace.SentenceLengthSettings")
        .endsWith("public static defaults() does not work\n");
  }

  @Test
  void promptStyleIsRead() throws IOException {
    String style = Files.readString(Path.of("../examples/rephrase/styles/brief.yaml"));
    make("words.jar", PluginsTest::withStyle);
    assertRefused("plugin words.jar: it has no resource '/styles/brief.yaml'");
    PluginJars.write(plugins.resolve("styles.jar"), "styles/brief.yaml", style);
    assertThat(Cli.done("rephrase", "prompts", "list", "--plugins", plugins.toString()).out())
        .contains("brief");
  }

  @Test
  void wrongPromptStyleIsRefused() throws IOException {
    make("words.jar", PluginsTest::withStyle);
    PluginJars.write(plugins.resolve("styles.jar"), "styles/brief.yaml", "stile: brief\n");
    assertThat(check("c4").err()).startsWith("millrace: plugin words.jar: /styles/brief.yaml:1:1:");
  }

  private static String withStyle(String source) {
    String filters = "  @Override\n  public List<FilterStage<?>> filters() {";
    return source.replace(
        filters,
        "  @Override\n  public List<String> promptStyles() {\n"
            + "    return List.of(\"/styles/brief.yaml\");\n  }\n\n"
            + filters);
  }
}
