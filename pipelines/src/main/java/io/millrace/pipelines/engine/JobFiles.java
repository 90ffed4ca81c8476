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
 * What of this program a cluster gets with a job: all but what the cluster has, or workers never
 * need.
 */
final class JobFiles {

  /**
   * Flink, its state backend and logging are the cluster's own; a second copy of Flink would not
   * even load. The rest is not small.
   */
  private static final Pattern NOT_STAGED =
      Pattern.compile(
          "(flink-|frocksdbjni-|slf4j-api-|logback-|beam-runners-direct-|picocli-|pytorch-).*\\.jar");

  private JobFiles() {}

  /**
   * @param classPath of this process
   * @param onCluster files that the cluster has on its own class path; they are not sent again,
   *     which starts a job faster, and leaves no copies of classes behind when it is started again
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
   * Makes a jar with nothing in it: without any, the runner would take the whole class path.
   *
   * @param folder where to make it
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
