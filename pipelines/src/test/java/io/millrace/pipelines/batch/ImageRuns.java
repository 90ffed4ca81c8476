package io.millrace.pipelines.batch;

import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.shards.layout.Manifest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Small runs over pairs, and images for them. */
final class ImageRuns {

  private ImageRuns() {}

  static Manifest run(String recipeText, Path out, int workers) throws IOException {
    Recipe recipe = new RecipeReader(Stages.catalog()).read(recipeText, "recipe", Overrides.none());
    Path temporary = Files.createTempDirectory(out.getParent(), "engine");
    EngineSettings engine =
        new EngineSettings(Runner.DIRECT, workers, EngineSettings.EMBEDDED, temporary);
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    new MillRun(request, (result, made) -> Collections.emptySortedMap()).run();
    return FinishedOutput.open(out.toString()).manifest();
  }

  /** Discs of many colours, with more red for a larger number. */
  static byte[] png(int width, int height, int number) throws IOException {
    return image(width, height, number, "png");
  }

  /** The same image in another format. */
  static byte[] image(int width, int height, int number, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(number);
    pen.setColor(new Color(Math.min(255, 20 * number), 90, 90));
    pen.fillRect(0, 0, width, height);
    for (int i = 0; i < 6; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(width), random.nextInt(height), 20, 30);
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
