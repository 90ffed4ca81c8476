package io.millrace.app.models;

import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.models.ModelStatus;
import io.millrace.images.decode.ImageDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what this machine has and lacks. */
@Command(name = "doctor", description = "Check what a run needs on this machine.")
public final class DoctorCommand implements Callable<Integer> {

  private static final long NEEDED_HEAP = 900L << 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean sound = true;
    out.println("java         " + Runtime.version());
    out.println("processors   " + Runtime.getRuntime().availableProcessors());
    long heap = Runtime.getRuntime().maxMemory();
    boolean enough = heap >= NEEDED_HEAP;
    sound &= enough;
    out.println(
        "heap         "
            + (heap >> 20)
            + " MB"
            + (enough ? "" : ": too little, set MILLRACE_HEAP=1g or more"));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    boolean writable = Files.isWritable(temporary);
    sound &= writable;
    out.println(
        "temporary    "
            + temporary
            + (writable
                ? ", " + (Files.getFileStore(temporary).getUsableSpace() >> 30) + " GB free"
                : ": cannot be written"));
    for (ModelStatus model : RecipeModels.store().list()) {
      out.println(
          "model        "
              + model.spec().name()
              + (model.state() == ModelStatus.State.PRESENT
                  ? " in " + model.path()
                  : " not in the cache; run 'millrace models fetch " + model.spec().name() + "'"));
    }
    out.println("libjpeg      " + reducedJpeg());
    out.println(
        "tesseract    " + (onPath("tesseract") ? "found" : "not found; image-ocr needs it"));
    for (String client : new String[] {"npm", "pip"}) {
      out.println(client + "          " + (onPath(client) ? "found" : "not found; not needed"));
    }
    out.flush();
    return sound ? ExitCode.DONE : ExitCode.OUTSIDE_FAILED;
  }

  private static String reducedJpeg() {
    try {
      ImageDecoder.prepareShrinkOnLoad();
      return "libjpeg-turbo linked";
    } catch (IOException missing) {
      return "not linked; shrink_on_load of image-decode needs it";
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(java.io.File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
