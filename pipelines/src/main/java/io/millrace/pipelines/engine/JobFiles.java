package io.millrace.pipelines.engine;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * The files that are sent to a cluster with a job: the class path without what the cluster has and
 * what workers never need.
 */
final class JobFiles {

  /**
   * The cluster has Flink, its state backend and logging; a second copy of Flink does not load.
   * Workers never need the rest, which is large.
   */
  private static final Pattern NOT_STAGED =
      Pattern.compile(
          "(flink-|frocksdbjni-|slf4j-api-|logback-|beam-runners-direct-|picocli-|pytorch-).*\\.jar");

  private JobFiles() {}

  /**
   * @param classPath of this process
   * @param onCluster files on the class path of the cluster. They are not sent: the job starts
   *     faster, and a restart leaves no copies of classes behind.
   */
  static List<String> of(String classPath, Set<String> onCluster) {
    List<String> files = new ArrayList<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      File file = new File(entry);
      boolean wanted = file.exists() && !NOT_STAGED.matcher(file.getName()).matches();
      if (wanted && !onCluster.contains(file.getAbsolutePath())) {
        files.add(entry);
      }
    }
    return files;
  }

  /**
   * Makes an empty jar: without any file, the runner would send the whole class path.
   *
   * @param folder folder of the jar
   */
  static String nothing(Path folder) throws IOException {
    Path jar = folder.resolve("nothing.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar.toString();
  }
}
