package io.millrace.pipelines.run;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
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
   */
  static List<String> of(String classPath) {
    List<String> files = new ArrayList<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      File file = new File(entry);
      if (file.exists() && !NOT_STAGED.matcher(file.getName()).matches()) {
        files.add(entry);
      }
    }
    return files;
  }
}
