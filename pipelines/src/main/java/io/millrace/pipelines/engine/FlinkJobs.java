package io.millrace.pipelines.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipelines.engine.rest.OwnRest;
import io.millrace.pipelines.failure.Failures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Client for the REST endpoint of a Flink cluster or of the embedded engine: its jobs. */
public final class FlinkJobs {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 200;

  /** Start of a line in a stack trace that names a cause. */
  private static final String CAUSE = "Caused by: ";

  /** The endpoint did not answer, so it may or may not have carried out the request. */
  public static final class UnansweredException extends IOException {

    private static final long serialVersionUID = 1L;

    UnansweredException(String endpoint, IOException cause) {
      super(endpoint + " did not answer: " + Failures.oneLine(cause), cause);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final String endpoint;

  /**
   * @param address {@code HOST:PORT}
   */
  public FlinkJobs(String address) {
    this.endpoint = "http://" + address;
  }

  /**
   * A job as the cluster knows it.
   *
   * @param state as Flink names it, such as RUNNING
   * @param started milliseconds since 1970
   * @param tasks number of tasks
   * @param runningTasks number of running tasks
   */
  public record Job(String id, String state, long started, int tasks, int runningTasks) {

    boolean hasEnded() {
      return Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED").contains(state);
    }
  }

  /** The last started job of a name, in any state. */
  public Optional<Job> last(String name) throws IOException {
    Optional<Job> found = Optional.empty();
    for (JsonNode node : send(HttpRequest.newBuilder(), "/jobs/overview").path("jobs")) {
      Job job =
          new Job(
              node.path("jid").asText(),
              node.path("state").asText(),
              node.path("start-time").asLong(),
              node.path("tasks").path("total").asInt(),
              node.path("tasks").path("running").asInt());
      boolean later = found.isEmpty() || job.started() > found.get().started();
      if (node.path("name").asText().equals(name) && later) {
        found = Optional.of(job);
      }
    }
    return found;
  }

  /** Id of the last started job of a name, if it has not ended. */
  public Optional<String> active(String name) throws IOException {
    return last(name).filter(job -> !job.hasEnded()).map(Job::id);
  }

  /** Id of the last started job of a name, if it runs. */
  public Optional<String> running(String name) throws IOException {
    return last(name).filter(job -> job.state().equals("RUNNING")).map(Job::id);
  }

  /** Flink's statistics of the checkpoints of a job. */
  public JsonNode checkpoints(String job) throws IOException {
    return send(HttpRequest.newBuilder(), "/jobs/" + job + "/checkpoints");
  }

  /** Cause of the last failure of a job, in one line; "" if there was none. */
  public String failure(String job) throws IOException {
    String trace =
        send(HttpRequest.newBuilder(), "/jobs/" + job + "/exceptions?maxExceptions=1")
            .path("exceptionHistory")
            .path("entries")
            .path(0)
            .path("stacktrace")
            .asText();
    return trace
        .lines()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((before, last) -> last.substring(CAUSE.length()))
        .orElseGet(() -> trace.lines().findFirst().orElse(""));
  }

  /**
   * Stops a job with a savepoint, and waits for the savepoint.
   *
   * @param folder address of the folder for the savepoint
   * @return address of the savepoint
   * @throws UnansweredException when the cluster does not answer; the job may have stopped
   * @throws IOException when there is no savepoint; the job then continues
   */
  public String stop(String job, String folder, Duration limit) throws IOException {
    String body =
        JSON.createObjectNode().put("targetDirectory", folder).put("drain", false).toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    String trigger = send(request, "/jobs/" + job + "/stop").path("request-id").asText();
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      JsonNode state = send(HttpRequest.newBuilder(), "/jobs/" + job + "/savepoints/" + trigger);
      if (state.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = state.path("operation");
        if (operation.has("location")) {
          return operation.get("location").asText();
        }
        throw new IOException(
            operation.path("failure-cause").path("class").asText("no savepoint was made"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
    throw new IOException("no savepoint within " + limit.toSeconds() + " s");
  }

  /** Files on the class path of the JobManager; may be empty. */
  Set<String> classPath() throws IOException {
    Set<String> files = new HashSet<>();
    send(HttpRequest.newBuilder(), "/jobmanager/environment")
        .path("classpath")
        .forEach(entry -> files.add(entry.asText()));
    return files;
  }

  /** Ends a job at once. */
  public void cancel(String job) throws IOException {
    send(
        HttpRequest.newBuilder().method("PATCH", BodyPublishers.noBody()),
        "/jobs/" + job + "?mode=cancel");
  }

  private JsonNode send(HttpRequest.Builder request, String path) throws IOException {
    HttpResponse<byte[]> response;
    try {
      response =
          client.send(
              request
                  .uri(URI.create(endpoint + path))
                  .header(OwnRest.HEADER, OwnRest.key())
                  .timeout(ANSWER)
                  .build(),
              BodyHandlers.ofByteArray());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for " + endpoint + " was interrupted");
    } catch (IOException silent) {
      throw new UnansweredException(endpoint, silent);
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(endpoint + path + " answered with status " + response.statusCode());
    }
    return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
  }
}
