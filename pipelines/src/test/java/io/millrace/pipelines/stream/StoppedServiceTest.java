package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.recipe.Recipe;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping a service whose engine ends before it answers. */
class StoppedServiceTest {

  private static final Duration LIMIT = Duration.ofMillis(300);

  @TempDir private Path folder;

  private final CompletableFuture<Void> result = new CompletableFuture<>();
  private RawServer engine;
  private MillService.Running service;

  @BeforeEach
  void start() throws IOException {
    engine = new RawServer();
    String name = Engine.jobName(folder.resolve("out").toString());
    answers(
        "/jobs/overview",
        "{\"jobs\":[{\"jid\":\"j\",\"name\":\"" + name + "\",\"state\":\"RUNNING\"}]}");
    answers("/jobs/j/stop", "{\"request-id\":\"r\"}");
    engine.serve("/jobs/j/savepoints/r", (request, out) -> false);
    Recipe recipe =
        ServedTopic.recipe(
            "inputs: [kafka: {bootstrap: 'h:1', topic: t}]\nstages: []\nwindows: {size: 1h}\n");
    service =
        ServedTopic.notStarted(folder, recipe, null)
        .new Running(result, URI.create(engine.url("/")).getAuthority());
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
  }

  /** Does not read the body of a request, so each connection has one request. */
  private void answers(String path, String json) {
    engine.serve(path, "Connection: close\r\n", json.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void made(String name) throws IOException {
    Path metadata = folder.resolve(name).resolve("_metadata");
    Files.createDirectories(metadata.getParent());
    Files.createFile(metadata);
  }

  @Test
  void findsTheSavepointOfAServiceThatDidNotReportIt() throws IOException {
    made("savepoint-1");
    result.complete(null);
    assertThat(service.stop(LIMIT)).endsWith("/savepoint-1");
  }

  @Test
  void runningServiceHasNotStopped() throws IOException {
    made("savepoint-of-before");
    assertThatThrownBy(() -> service.stop(LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void failedServiceHasNotStopped() throws IOException {
    made("savepoint-of-before");
    result.completeExceptionally(new IOException("full"));
    assertThatThrownBy(() -> service.stop(LIMIT)).hasMessageContaining("did not answer");
  }

  @Test
  void reportsAFailedSavepoint() throws IOException {
    made("savepoint-of-before");
    result.complete(null);
    String none =
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":\"Full\"}}}";
    answers("/jobs/j/savepoints/r", none);
    assertThatThrownBy(() -> service.stop(LIMIT)).hasMessage("Full");
  }

  @Test
  void serviceThatEndsWithoutAnAnswerIsCancelled() throws IOException {
    engine.serve(
        "/jobs/j",
        (request, out) -> {
          result.completeExceptionally(new IOException("job was cancelled"));
          return false;
        });
    service.cancel();
    service.await();
  }

  @Test
  void serviceThatDoesNotEndIsNotCancelled() {
    engine.serve("/jobs/j", RawServer.answer(409, "Connection: close\r\n", new byte[0]));
    assertThatThrownBy(service::cancel)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered with status 409");
  }
}
