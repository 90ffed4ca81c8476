package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that fetches images is killed by SIGKILL and resumed: it requests only missing images. */
class ImageResumeIT {

  private static final int IMAGES = 300;

  /** Parallel requests, which a kill can lose. */
  private static final int IN_FLIGHT = 4;

  @TempDir private Path folder;

  private Path recipe(String root) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      rows.add(
          "{\"url\": \""
              + root
              + "picture/"
              + i
              + ".png\", \"caption\": \"Picture number "
              + i
              + "\"}");
    }
    Path input = Files.createDirectories(folder.resolve("in")).resolve("list.jsonl");
    Files.write(input, rows);
    return Files.writeString(
        folder.resolve("r.yaml"),
        """
        inputs: [image-list: 'INPUT']
        stages:
          - image-fetch: {allow_addresses: [127.0.0.0/8], concurrency: 4, host_connections: 4, host_rate: 60}
          - image-decode
          - image-dedup
        output: {format: webdataset, shards: 3}
        """
            .replace("INPUT", input.toString()));
  }

  @Test
  void resumedRunRequestsEachImageOnceAndWritesTheSameBytes()
      throws IOException, InterruptedException {
    try (ImageSite site = new ImageSite()) {
      String recipe = recipe(site.root()).toString();
      Path calm = folder.resolve("calm");
      Cli.done("run", recipe, "--output", calm.toString());
      assertThat(site.pictures()).isEqualTo(IMAGES);

      site.forget();
      Path killed = folder.resolve("killed");
      List<String> command = List.of("run", recipe, "--output", killed.toString());
      try (ChildJvm child = ChildJvm.start(folder.resolve("log"), Map.of(), command)) {
        assertThat(child.killAt(() -> site.pictures() >= IMAGES / 3)).isEqualTo(ChildJvm.KILLED);
      }
      Cli.done("run", recipe, "--output", killed.toString(), "--resume");
      assertThat(site.asked().keySet().stream().filter(path -> path.startsWith("/picture/")))
          .hasSize(IMAGES);
      assertThat(site.pictures()).isBetween((long) IMAGES, (long) IMAGES + IN_FLIGHT);
      for (String set : List.of("shards", "verdicts")) {
        assertThat(MadeText.hashes(killed.resolve(set)))
            .as(set)
            .isEqualTo(MadeText.hashes(calm.resolve(set)));
      }
      assertThat(Cli.done("shards", "verify", killed.toString()).out()).startsWith("sound: ");
      assertThat(killed.resolve(".work")).doesNotExist();
    }
  }
}
