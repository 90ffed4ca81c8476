package io.millrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher selects a Java and its options. The Java is a script that records its arguments,
 * since the installed versions differ between machines.
 */
class LauncherTest {

  @TempDir private Path folder;
  private Path dist;
  private Path java;

  /** Exit status and output of the launcher. */
  private record Ended(int status, String said) {}

  @BeforeEach
  void builtDistribution() throws IOException {
    dist = Files.createDirectories(folder.resolve("app/target/dist"));
    script(folder.resolve("millrace"), Files.readString(Path.of("../millrace")));
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve("app/pom.xml"), "");
    Files.createDirectories(folder.resolve("app/src/main"));
    Files.writeString(dist.resolve("jvm.options"), "# a comment\n-XX:+UseParallelGC\n");
    Files.writeString(dist.resolve("built"), "");
    java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    script(
        java,
        """
        #!/usr/bin/env bash
        if [ "$1" = -version ]; then echo "openjdk version \\"$SAYS\\" 2026-01-01" >&2; exit; fi
        printf '%s\\n' "$@" "LC_ALL=${LC_ALL:-} LC_CTYPE=${LC_CTYPE:-}" "HOME=$HOME" "$(env | grep ^PATH=)" >>"$CALLS"
        for argument; do
          case $argument in -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) echo classes >"${argument#*=}"; exit "$COLLECTS" ;; esac
        done
        """);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void hasReleaseFile(String version) throws IOException {
    Files.writeString(
        folder.resolve("jdk/release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"2026\"\n");
  }

  private Ended launch(String says) throws Exception {
    return launch(says, 0);
  }

  /**
   * @param collects exit status of the collection of classes
   */
  private Ended launch(String says, int collects) throws Exception {
    return launch(says, collects, System.getenv());
  }

  private Ended launch(String says, int collects, Map<String, String> outside) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("millrace").toString(), "run", "recipe.yaml");
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(outside);
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("SAYS", says);
    environment.put("COLLECTS", Integer.toString(collects));
    environment.put("CALLS", folder.resolve("calls").toString());
    environment.remove("MILLRACE_CLASSES");
    environment.remove("MILLRACE_JAVA_OPTS");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  @Test
  void oldJavaIsRefused() throws Exception {
    hasReleaseFile("11.0.2");
    Ended ended = launch("17.0.1");
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.said())
        .isEqualTo(
            "millrace: Java 11.0.2 is too old ("
                + java
                + "); install a JDK 17 or newer, or set JAVA_HOME\n");
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void javaWithoutReleaseFileIsAskedForItsVersion() throws Exception {
    Ended ended = launch("1.8.0_402");
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.said()).contains("Java 1.8.0_402 is too old");
    assertThat(launch("17.0.1").status()).isZero();
    assertThat(dist.resolve("run-17.0.1.jsa")).exists();
  }

  @Test
  void classArchiveIsKeptForEachJava() throws Exception {
    hasReleaseFile("17.0.1");
    assertThat(launch("").said()).contains("keeping the classes of a run ready");
    assertThat(calls())
        .contains("-XX:SharedArchiveFile=" + dist.resolve("run-17.0.1.jsa"))
        .doesNotContain("--enable-native-access=ALL-UNNAMED");
    assertThat(launch("").said()).isEmpty();
    hasReleaseFile("17.0.2");
    assertThat(launch("").said()).contains("keeping the classes of a run ready");
    hasReleaseFile("17.0.1");
    assertThat(launch("").said()).isEmpty();
  }

  @Test
  void failedClassArchiveIsNotUsed() throws Exception {
    hasReleaseFile("17.0.1");
    assertThat(launch("", 1).status()).isZero();
    assertThat(dist.resolve("run-17.0.1.jsa")).isEmptyFile();
    assertThat(launch("").said()).isEmpty();
    assertThat(calls()).noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile="));
  }

  /** Java 17 decodes file names by the locale and skips those that it cannot decode. */
  @Test
  void fileNamesAreUtf8InEveryLocale() throws Exception {
    hasReleaseFile("17.0.1");
    String path = System.getenv("PATH");
    Map<String, Map<String, String>> cases =
        Map.of(
            "LC_ALL=C.UTF-8 LC_CTYPE=", Map.of("PATH", path, "LC_ALL", "C"),
            "LC_ALL= LC_CTYPE=C.UTF-8", Map.of("PATH", path, "LANG", "de_DE"),
            "LC_ALL= LC_CTYPE=", Map.of("PATH", path, "LANG", "de_DE.UTF-8"),
            "LC_ALL=tr_TR.utf8 LC_CTYPE=", Map.of("PATH", path, "LC_ALL", "tr_TR.utf8"));
    for (Map.Entry<String, Map<String, String>> each : cases.entrySet()) {
      Files.deleteIfExists(folder.resolve("calls"));
      assertThat(launch("", 0, each.getValue()).status()).isZero();
      assertThat(calls()).contains(each.getKey());
    }
  }

  @Test
  void startsWithAnEmptyEnvironment() throws Exception {
    hasReleaseFile("17.0.1");
    Ended ended = launch("", 0, Map.of());
    assertThat(ended.status()).as(ended.said()).isZero();
    assertThat(calls())
        .contains("LC_ALL= LC_CTYPE=C.UTF-8")
        .anyMatch(line -> line.startsWith("HOME=/"))
        .anyMatch(line -> line.startsWith("PATH=/"));
  }

  @Test
  void laterJavasGetTheOptionForNativeAccess() throws Exception {
    hasReleaseFile("25");
    assertThat(launch("").status()).isZero();
    assertThat(calls())
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .contains("-XX:AOTCache=" + dist.resolve("run-25.jsa"))
        .containsSubsequence("io.millrace.app.Millrace", "run", "recipe.yaml");
  }
}
