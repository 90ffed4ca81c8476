package io.millrace.rephrase.local;

import com.fasterxml.jackson.core.JsonFactory;
import de.kherud.llama.LlamaModel;
import io.millrace.corpus.DocumentJson;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Command line of a worker. */
interface LlamaCommand {

  /**
   * @param folder private folder of the process
   */
  List<String> in(Path folder);

  /** A worker for a model, with the Java of this process and only the classes it needs. */
  static LlamaCommand llama(Path model, LlamaSettings settings) {
    return java(
        LlamaWorker.class,
        List.of(
            model.toAbsolutePath().toString(),
            Integer.toString(settings.contextTokens()),
            Integer.toString(settings.threads())));
  }

  /** A worker with another main class. */
  static LlamaCommand java(Class<?> main, List<String> arguments) {
    return folder -> {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xmx256m");
      command.add("-XX:+UseSerialGC");
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-XX:-CreateCoredumpOnCrash");
      command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
      command.add("-Dfile.encoding=UTF-8");
      // the library unpacks itself under a fixed name and deletes old copies, so processes with a
      // common folder would overwrite each other's running code
      command.add("-Dde.kherud.llama.tmpdir=" + folder);
      command.add("-cp");
      command.add(classpath(main));
      command.add(main.getName());
      command.addAll(arguments);
      return command;
    };
  }

  /** Where the classes were loaded from: the class path of this process may lack them. */
  private static String classpath(Class<?> main) {
    SortedSet<String> places = new TreeSet<>();
    for (Class<?> needed :
        List.of(main, LlamaWorker.class, LlamaModel.class, JsonFactory.class, DocumentJson.class)) {
      try {
        var source = needed.getProtectionDomain().getCodeSource();
        places.add(Path.of(source.getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the location of " + needed + " is not a path", e);
      }
    }
    return String.join(File.pathSeparator, places);
  }
}
