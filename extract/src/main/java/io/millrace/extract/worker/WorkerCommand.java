package io.millrace.extract.worker;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/**
 * Command that starts a worker: with the Java, class path, locale and time zone of this process,
 * ignoring the signals INT, TERM and HUP.
 *
 * @param main class with a {@code main} method that calls {@link WorkerLoop#serve}
 * @param needed classes whose locations are added to the class path, because that of this process
 *     may lack them
 * @param heapBytes largest heap
 */
public record WorkerCommand(Class<?> main, List<Class<?>> needed, long heapBytes) {

  /** Exit code of a JVM with {@code -XX:+ExitOnOutOfMemoryError} whose heap is full. */
  static final int OUT_OF_MEMORY = 3;

  /**
   * The command line.
   *
   * @param folder for temporary files of this process alone
   */
  List<String> in(Path folder) {
    Locale locale = Locale.getDefault();
    // signals of a terminal or of systemd reach all processes, but only the parent handles them
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapBytes);
    command.add("-XX:MaxDirectMemorySize=64m");
    command.add("-XX:MaxMetaspaceSize=256m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    // this collector fails when the heap is nearly full; others continue to collect
    command.add("-XX:+UseParallelGC");
    command.add("-XX:ParallelGCThreads=1");
    command.add("-XX:GCTimeLimit=80");
    command.add("-XX:GCHeapFreeLimit=5");
    command.add("-XX:-UsePerfData");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=" + System.getProperty("file.encoding"));
    command.add("-Duser.language=" + locale.getLanguage());
    command.add("-Duser.script=" + locale.getScript());
    command.add("-Duser.country=" + locale.getCountry());
    command.add("-Duser.variant=" + locale.getVariant());
    command.add("-Duser.timezone=" + TimeZone.getDefault().getID());
    command.add("-cp");
    command.add(classpath());
    command.add(main.getName());
    return command;
  }

  private String classpath() {
    Set<String> places = new LinkedHashSet<>();
    List<Class<?>> classes = new ArrayList<>(needed);
    classes.add(main);
    for (Class<?> one : classes) {
      CodeSource source = one.getProtectionDomain().getCodeSource();
      try {
        places.add(Path.of(source.getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the location of " + one + " is not a path", e);
      }
    }
    places.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    return String.join(File.pathSeparator, places);
  }
}
