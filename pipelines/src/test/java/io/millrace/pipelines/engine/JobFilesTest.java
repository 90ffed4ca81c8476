package io.millrace.pipelines.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

  @TempDir private Path folder;

  private String file(String name) throws IOException {
    return Files.createFile(folder.resolve(name)).toString();
  }

  @Test
  void doesNotStageFilesOfTheCluster() throws IOException {
    String own = file("millrace-app-0.1.0.jar");
    String beam = file("beam-runners-flink-1.19-2.70.0.jar");
    String flink = file("flink-runtime-1.19.3.jar");
    String logging = file("logback-classic-1.5.18.jar");
    String classes = Files.createDirectory(folder.resolve("classes")).toString();
    String path =
        String.join(File.pathSeparator, List.of(own, flink, beam, logging, classes, "gone.jar"));
    assertThat(JobFiles.of(path, Set.of())).containsExactly(own, beam, classes);
    assertThat(JobFiles.of(path, Set.of(own, flink, "/elsewhere/classes")))
        .containsExactly(beam, classes);
  }

  @Test
  void emptyJarIsValid() throws IOException {
    try (JarFile jar = new JarFile(JobFiles.nothing(folder))) {
      assertThat(jar.size()).isEqualTo(1);
      assertThat(jar.getManifest()).isNotNull();
    }
  }
}
