package io.millrace.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.fetch.RawServer;
import io.millrace.pipelines.run.EngineSettings.Runner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a service that was to stop, when its engine goes before it has answered. */
class StoppedServiceTest {

  private static final Duration LIMIT = Duration.ofMillis(300);

  @TempDir private Path folder;

  private final CompletableFuture<Void> result = new CompletableFuture<>();
  private RawServer engine;
  private MillService.Running service;

  @BeforeEach
  void start() throws IOException {
    engine = new RawServer();
    String output = folder.resolve("out").toString();
    String name = Engine.jobName(output);
    engine
        .serve(
            "/jobs/overview",
            json("{\"jobs\":[{\"jid\":\"j\",\"name\":\"" + name + "\",\"state\":\"RUNNING\"}]}"))
        .serve("/jobs/j/stop", json("{\"request-id\":\"r\"}"))
        .serve("/jobs/j/savepoints/r", (request, out) -> false);
    RunRequest request =
        new RunRequest(
            ServedTopic.recipe(
                "inputs: [kafka: {bootstrap: 'h:1', topic: t}]\nstages: []\nwindows: {size: 1h}\n"),
            new TreeMap<>(),
            output,
            OutputFolder.WhenThere.REFUSE,
            new EngineSettings(Runner.FLINK, 1, EngineSettings.EMBEDDED, folder));
    ServiceSettings settings =
        new ServiceSettings(
            folder.toUri().toString(), 1000, "", ServiceSettings.StateBackend.HEAP, 0);
    service =
        new MillService(request, settings, null, WindowReporter.NONE)
        .new Running(result, URI.create(engine.url("/")).getAuthority());
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
  }

  private static RawServer.Answer json(String body) {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    return (request, out) -> {
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      return false;
    };
  }

  private void made(String name) throws IOException {
    Path metadata = folder.resolve(name).resolve("_metadata");
    Files.createDirectories(metadata.getParent());
    Files.createFile(metadata);
  }

  @Test
  void theNewestIsWhereAServiceEndedThatDidNotSaySo() throws IOException {
    made("savepoint-1");
    result.complete(null);
    assertThat(service.stop(LIMIT)).endsWith("/savepoint-1");
  }

  @Test
  void aServiceThatGoesOnHasNotStopped() throws IOException {
    made("savepoint-of-before");
    assertThatThrownBy(() -> service.stop(LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void aServiceThatFailedMeanwhileHasNotStopped() throws IOException {
    made("savepoint-of-before");
    result.completeExceptionally(new IOException("full"));
    assertThatThrownBy(() -> service.stop(LIMIT)).hasMessageContaining("did not answer");
  }

  @Test
  void anAnswerThatNoneCouldBeMadeIsBelieved() throws IOException {
    made("savepoint-of-before");
    result.complete(null);
    String none =
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":\"Full\"}}}";
    engine.serve("/jobs/j/savepoints/r", json(none));
    assertThatThrownBy(() -> service.stop(LIMIT)).hasMessage("Full");
  }
}
