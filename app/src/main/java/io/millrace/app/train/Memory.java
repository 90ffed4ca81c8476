package io.millrace.app.train;

import io.millrace.app.cli.Rates;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.trainer.contrast.OneTowerSettings;
import io.millrace.trainer.contrast.TextSettings;
import io.millrace.trainer.data.DataSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.vision.TowerSettings;
import io.millrace.trainer.vision.VisionSettings;
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

  /** The same of a model of images and texts. */
  static double needed(TrainPairsSettings settings, int vocabulary) {
    return switch (settings.kind()) {
      case DUAL -> {
        VisionSettings image = settings.dual().image();
        TextSettings text = settings.dual().text();
        yield tower(image.tower(), image.patches(), settings)
            + pixels(image.imageSize(), settings)
            + tower(text.tower(), text.maximumLength(), settings)
            + (double) BYTES_OF_PARAMETER * vocabulary * text.tower().width();
      }
      case ONE_TOWER -> {
        OneTowerSettings one = settings.oneTower();
        int side = one.imageSize() / one.patchSize();
        yield tower(one.tower(), side * side + one.maximumLength(), settings)
            + pixels(one.imageSize(), settings)
            + (double) BYTES_OF_PARAMETER * vocabulary * one.tower().width();
      }
    };
  }

  /** Blocks of attention and of an MLP of two matrices, or experts of two matrices each. */
  private static double tower(TowerSettings tower, int tokens, TrainPairsSettings settings) {
    double width = tower.width();
    double mlp = 2 * width * tower.hidden();
    double more =
        tower.experts().router() == RouterKind.NONE
            ? 0
            : tower.experts().among(tower.layers()) * (tower.experts().count() - 1) * mlp;
    double parameters = tower.layers() * (4 * width * width + mlp) + more;
    double ofToken = 4.0 * tower.layers() * (WIDTHS * width + HIDDENS * (double) tower.hidden());
    return BYTES_OF_PARAMETER * parameters + settings.pairs().batch() * tokens * ofToken;
  }

  private static double pixels(double side, TrainPairsSettings settings) {
    return 4 * 3 * side * side * settings.pairs().batch();
  }

  /**
   * @throws MillraceException when the system says that it has less
   */
  static void check(DecoderSettings model, DataSettings data, int vocabulary) throws IOException {
    require(needed(model, data, vocabulary), "data.batch or data.sequence_length");
  }

  /**
   * @throws MillraceException when the system says that it has less
   */
  static void check(TrainPairsSettings settings, int vocabulary) throws IOException {
    require(needed(settings, vocabulary), "pairs.batch or image_size");
  }

  private static void require(double needed, String others) throws IOException {
    if (!Files.isReadable(MEMORY)) {
      return;
    }
    for (String line : Files.readAllLines(MEMORY, StandardCharsets.US_ASCII)) {
      if (line.startsWith("MemAvailable:")) {
        long available = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        if (needed > available) {
          throw new MillraceException(
              ErrorKind.WRONG_USE,
              "training needs about "
                  + Rates.number(needed / 1e9, 1)
                  + " GB of memory and "
                  + Rates.number(available / 1e9, 1)
                  + " GB are free; take a smaller model, "
                  + others);
        }
      }
    }
  }
}
