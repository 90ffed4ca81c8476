package io.millrace.app.docs;

import io.millrace.app.docs.MarkdownPage.Block;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the shell commands of pages. The blocks marked {@code sh} of a page run in order, in a
 * folder of the page's own in which {@code ./millrace}, {@code examples} and the rest of the
 * checkout are linked.
 *
 * <p>A comment right before a block says what is done with it: {@code <!-- not run: REASON -->}
 * leaves it out, {@code <!-- exit status N -->} says that it fails, {@code <!-- output -->} before
 * the text block that follows compares the output with it, where {@code ...} stands for any text.
 * {@code <!-- nothing is run: REASON -->} anywhere leaves out the whole page. A block behind "Save
 * this as `path`" is written to that file.
 */
final class PageCommands {

  private static final String SHELL = "sh";
  private static final String OUTPUT = "output";
  private static final Pattern EXIT_STATUS = Pattern.compile("exit status (\\d{1,3})");
  private static final String NOT_RUN = "not run: ";
  private static final String NOTHING_RUN = "nothing is run: ";
  private static final long LIMIT_MINUTES = 10;

  /** Lines of a failed command's output that are shown. */
  private static final int SHOWN = 12;

  private final Path root;
  private final Path work;
  private int ran;
  private int leftOut;

  /**
   * @param root the checkout, absolute
   * @param work folder in which each page gets one
   */
  PageCommands(Path root, Path work) {
    this.root = root;
    this.work = work.toAbsolutePath();
  }

  /** Blocks that were run. */
  int ran() {
    return ran;
  }

  /** Blocks that say why they are not run. */
  int leftOut() {
    return leftOut;
  }

  /**
   * Runs a page.
   *
   * @param name of the page, for messages
   * @return what is wrong, a line each; the first command that fails ends the page
   */
  List<String> run(MarkdownPage page, String name) throws IOException {
    List<Block> blocks = page.blocks();
    boolean none = page.comments().stream().anyMatch(each -> each.startsWith(NOTHING_RUN));
    Path folder = null;
    String output = "";
    for (Block block : blocks) {
      if (!block.file().isEmpty() && !none) {
        folder = folder == null ? folder(name) : folder;
        save(block, folder);
      } else if (block.language().equals(SHELL)) {
        if (none || block.mark().startsWith(NOT_RUN)) {
          leftOut++;
          continue;
        }
        folder = folder == null ? folder(name) : folder;
        Matcher status = EXIT_STATUS.matcher(block.mark());
        int expected = status.matches() ? Integer.parseInt(status.group(1)) : 0;
        Optional<String> printed = execute(block.text(), folder, expected);
        if (printed.isEmpty()) {
          return List.of(name + ": failed: " + block.text().strip() + "\n" + tail(folder));
        }
        output = printed.get();
        ran++;
      } else if (block.mark().equals(OUTPUT) && !none && !matches(block.text(), output)) {
        return List.of(
            name + ": prints something else than\n" + block.text() + "but\n" + tail(folder));
      }
    }
    return List.of();
  }

  private Path folder(String name) throws IOException {
    Path folder = work.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-"));
    Files.createDirectories(folder);
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> all = Files.list(root)) {
      all.filter(each -> !each.getFileName().toString().startsWith(".")).forEach(entries::add);
    }
    for (Path entry : entries) {
      Path link = folder.resolve(entry.getFileName().toString());
      if (!entry.getFileName().toString().equals("out") && !Files.exists(link)) {
        Files.createSymbolicLink(link, entry);
      }
    }
    return folder;
  }

  private static void save(Block block, Path folder) throws IOException {
    Path file = folder.resolve(block.file()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException(block.file() + " is outside the page's folder");
    }
    Files.createDirectories(file.getParent());
    if (!file.getParent().toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException(block.file() + " is in the checkout, not in the page's folder");
    }
    Files.deleteIfExists(file);
    Files.writeString(file, block.text());
  }

  /** What it prints, also to standard error; nothing when it ends otherwise or takes too long. */
  private static Optional<String> execute(String script, Path folder, int expected)
      throws IOException {
    Path log = folder.resolve(".output");
    Process process =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return Optional.empty();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("running commands was interrupted");
    }
    String printed = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return process.exitValue() == expected ? Optional.of(printed) : Optional.empty();
  }

  private static String tail(Path folder) throws IOException {
    Path log = folder.resolve(".output");
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
  }

  /** Whether the expected lines stand in the output in a row; white space counts once. */
  static boolean matches(String expected, String output) {
    StringBuilder pattern = new StringBuilder();
    for (String part : normalized(expected).split("\\.\\.\\.", -1)) {
      pattern.append(pattern.length() == 0 ? "" : ".*?").append(Pattern.quote(part.strip()));
    }
    return Pattern.compile("(?<!\\S)" + pattern + "(?!\\S)", Pattern.DOTALL)
        .matcher(normalized(output))
        .find();
  }

  private static String normalized(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
