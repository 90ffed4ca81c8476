package io.millrace.app.train;

import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.WrongUseException;
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

/** Refuses a model that does not fit into memory, before the system kills the process. */
final class Memory {

  /** A weight, two gradients and the optimiser's two means, each in float32. */
  private static final long BYTES_OF_PARAMETER = 20;

  /**
   * Rough estimate of the numbers that a block keeps for the gradient of a token: multiples of the
   * width and of the hidden size.
   */
  private static final long WIDTHS = 16;

  private static final long HIDDENS = 4;
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Memory() {}

  /** Bytes that training needs in addition to the heap. */
  static long needed(DecoderSettings model, DataSettings data, int vocabulary) {
    long tokens = (long) data.batch() * data.sequenceLength();
    long ofToken = 4L * model.layers() * (WIDTHS * model.width() + HIDDENS * model.hidden());
    return BYTES_OF_PARAMETER * model.parameters(vocabulary) + tokens * ofToken;
  }

  /** The same for a model of images and texts. */
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

  /** Blocks with attention and an MLP, or experts, of two matrices. */
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

  /** Refuses a training that needs more memory than is available. */
  static void check(DecoderSettings model, DataSettings data, int vocabulary) throws IOException {
    require(needed(model, data, vocabulary), "data.batch or data.sequence_length");
  }

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
          throw new WrongUseException(
              Messages.of(
                  "training needs about %s GB of memory and %s GB are available; use a smaller"
                      + " model, %s",
                  Rates.number(needed / 1e9, 1), Rates.number(available / 1e9, 1), others));
        }
      }
    }
  }
}
