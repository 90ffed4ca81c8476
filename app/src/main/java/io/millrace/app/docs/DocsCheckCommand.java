package io.millrace.app.docs;

import io.millrace.app.cli.ExitCode;
import io.millrace.corpus.config.ConfigException;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks the documentation: links, anchors, images and recipes always, shell commands on demand.
 */
@Command(
    name = "check",
    description = {
      "Check links, anchors, images and recipes of the documentation, and count its words.",
      "With --run, run its shell commands too."
    })
final class DocsCheckCommand implements Callable<Integer> {

  private static final Pattern RECIPE = Pattern.compile("(?m)^(inputs|stages|windows):");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(\\$ )?(\\./millrace|mvn|git|docker|python3|pip|kubectl) ");

  /** What is wrong with a part of an image recipe because it is a part. */
  private static final Pattern MISSING_STAGE =
      Pattern.compile(
          "list .* before it|must be decoded before they are written|list a stage for"
              + "|cannot hold images");

  /** Mark of a YAML block that is no recipe. */
  private static final String NO_RECIPE = "not a recipe: ";

  @Option(names = "--run", description = "Run the blocks of shell commands, page by page.")
  private boolean run;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder in which commands are run (default: a temporary one).")
  private Path work;

  @Option(
      names = "--page",
      paramLabel = "TEXT",
      description = "Run only the pages whose path contains this.",
      defaultValue = "")
  private String only;

  @Parameters(
      arity = "0..1",
      paramLabel = "ROOT",
      defaultValue = ".",
      description = "The checkout (default: ${DEFAULT-VALUE}).")
  private Path root;

  @Spec private CommandSpec spec;

  private final List<String> problems = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Map<Path, MarkdownPage> pages = pages();
    Map<String, Integer> words = new TreeMap<>();
    for (MarkdownPage page : pages.values()) {
      checkTargets(page, pages);
      page.blocks().forEach(block -> checkBlock(page, block));
      words.merge(folder(page), page.words(), Integer::sum);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (run) {
      Path folder = work == null ? Files.createTempDirectory("millrace-docs") : work;
      PageCommands commands = new PageCommands(root.toRealPath(), folder);
      for (MarkdownPage page : pages.values()) {
        if (name(page).contains(only)) {
          commands.run(page, name(page)).forEach(problems::add);
        }
      }
      out.println("blocks of commands: " + commands.ran() + " run, " + commands.leftOut() + " not");
    }
    problems.forEach(spec.commandLine().getErr()::println);
    words.forEach((folder, count) -> out.println("words in " + folder + ": " + count));
    out.println("words: " + words.values().stream().mapToInt(Integer::intValue).sum());
    out.flush();
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  /** Pages by their path: those of {@code docs/} and the ones beside it. */
  private Map<Path, MarkdownPage> pages() throws IOException {
    List<Path> files = new ArrayList<>(DocsCommand.pages(root));
    try (Stream<Path> top = Files.list(root)) {
      top.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
    }
    for (String folder : List.of("deploy", "examples")) {
      Path page = root.resolve(folder).resolve("README.md");
      if (Files.exists(page)) {
        files.add(page);
      }
    }
    Map<Path, MarkdownPage> pages = new TreeMap<>();
    for (Path file : files) {
      pages.put(file.normalize(), MarkdownPage.read(file));
    }
    return pages;
  }

  private String name(MarkdownPage page) {
    return root.relativize(page.file()).normalize().toString().replace('\\', '/');
  }

  private String folder(MarkdownPage page) {
    String name = name(page);
    String[] parts = name.split("/");
    return parts.length == 1 ? "." : parts.length == 2 ? parts[0] : parts[0] + '/' + parts[1];
  }

  private void problem(MarkdownPage page, String what) {
    problems.add(name(page) + ": " + what);
  }

  private void checkTargets(MarkdownPage page, Map<Path, MarkdownPage> pages) throws IOException {
    for (String target : page.targets()) {
      if (target.matches("[a-z][a-z0-9+.-]*:.*")) {
        continue; // other sites are not asked
      }
      int hash = target.indexOf('#');
      String path = hash < 0 ? target : target.substring(0, hash);
      Path file =
          path.isEmpty()
              ? page.file()
              : page.file().resolveSibling(path.replace("%20", " ")).normalize();
      if (!Files.exists(file)) {
        problem(page, "link to '" + target + "': there is no such file");
      } else if (hash >= 0 && file.toString().endsWith(".md")) {
        MarkdownPage there = pages.get(file.normalize());
        if (there == null) {
          there = MarkdownPage.read(file);
        }
        if (!there.anchors().contains(target.substring(hash + 1))) {
          problem(page, "link to '" + target + "': the page has no such heading");
        }
      }
    }
  }

  private void checkBlock(MarkdownPage page, MarkdownPage.Block block) {
    if (block.language().equals("yaml") && RECIPE.matcher(block.text()).find()) {
      if (!block.mark().startsWith(NO_RECIPE)) {
        checkRecipe(page, block.text());
      }
    } else if (!block.language().equals("sh") && COMMAND.matcher(block.text()).find()) {
      String first = block.text().lines().findFirst().orElse("");
      problem(page, "commands in a block without 'sh': " + first);
    }
  }

  /** A recipe, or a part of one, to which an input or stages are added. */
  private void checkRecipe(MarkdownPage page, String text) {
    boolean hasInputs = Pattern.compile("(?m)^inputs:").matcher(text).find();
    boolean hasStages = Pattern.compile("(?m)^stages:").matcher(text).find();
    String input = text.contains("- image-") ? "image-list" : "jsonl";
    String whole =
        (hasInputs ? "" : "inputs: [{" + input + ": x}]\n")
            + text
            + (hasStages ? "" : "\nstages: []\n");
    try {
      new RecipeReader(Stages.catalog()).read(whole, "recipe", Overrides.none());
    } catch (ConfigException wrong) {
      wrong
          .getMessage()
          .lines()
          .filter(line -> hasInputs && hasStages || !MISSING_STAGE.matcher(line).find())
          .forEach(line -> problem(page, "a recipe is wrong: " + line));
    }
  }
}
