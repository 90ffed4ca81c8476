package io.millrace.app;

import io.millrace.pipelines.run.RunException;
import io.millrace.trainer.data.DataSettings;
import io.millrace.trainer.model.DecoderSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses a model that does not fit, before the system ends the process in the middle of a step.
 */
final class Memory {

  /** A weight, its gradient, and the optimiser's two numbers, in float32; another gradient. */
  private static final long BYTES_OF_PARAMETER = 20;

  /**
   * What a token leaves in a block for its gradient, in widths and in hidden sizes: a rough
   * estimate.
   */
  private static final long WIDTHS = 16;

  private static final long HIDDENS = 4;
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Memory() {}

  /** Bytes that training needs besides the virtual machine's own. */
  static long needed(DecoderSettings model, DataSettings data, int vocabulary) {
    long tokens = (long) data.batch() * data.sequenceLength();
    long ofToken = 4L * model.layers() * (WIDTHS * model.width() + HIDDENS * model.hidden());
    return BYTES_OF_PARAMETER * model.parameters(vocabulary) + tokens * ofToken;
  }

  /**
   * @throws RunException when the system says that it has less
   */
  static void check(DecoderSettings model, DataSettings data, int vocabulary) throws IOException {
    if (!Files.isReadable(MEMORY)) {
      return;
    }
    long needed = needed(model, data, vocabulary);
    for (String line : Files.readAllLines(MEMORY, StandardCharsets.US_ASCII)) {
      if (line.startsWith("MemAvailable:")) {
        long available = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        if (needed > available) {
          throw new RunException(
              RunException.Kind.WRONG_USE,
              "training needs about "
                  + Runs.number(needed / 1e9, 1)
                  + " GB of memory and "
                  + Runs.number(available / 1e9, 1)
                  + " GB are free; take a smaller model, data.batch or data.sequence_length");
        }
      }
    }
  }
}
