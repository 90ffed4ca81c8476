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

/** How to start a worker. */
interface LlamaCommand {

  /**
   * @param folder of the process alone, in which it may leave files
   */
  List<String> in(Path folder);

  /** A worker on a model, with this machine's Java and the classes it needs and no others. */
  static LlamaCommand llama(Path model, LlamaSettings settings) {
    return java(
        LlamaWorker.class,
        List.of(
            model.toAbsolutePath().toString(),
            Integer.toString(settings.contextTokens()),
            Integer.toString(settings.threads())));
  }

  /** A worker with some main class. */
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
      // The library unpacks itself under one name, so that two processes which share a folder
      // overwrite each other's code while it runs; it also deletes what looks like an old copy.
      command.add("-Dde.kherud.llama.tmpdir=" + folder);
      command.add("-cp");
      command.add(classpath(main));
      command.add(main.getName());
      command.addAll(arguments);
      return command;
    };
  }

  /** From where the classes were loaded: the class path of a program may name none of them. */
  private static String classpath(Class<?> main) {
    SortedSet<String> places = new TreeSet<>();
    for (Class<?> needed :
        List.of(main, LlamaWorker.class, LlamaModel.class, JsonFactory.class, DocumentJson.class)) {
      try {
        var source = needed.getProtectionDomain().getCodeSource();
        places.add(Path.of(source.getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the place of " + needed + " is no path", e);
      }
    }
    return String.join(File.pathSeparator, places);
  }
}
