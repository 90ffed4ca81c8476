package io.millrace.rephrase.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Hash128;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * Server of the OpenAI API on a local port. Its {@link FaultPlan} chooses the fault of a request by
 * prompt and number of earlier equal requests, so the order of requests has no effect. Counts all
 * tokens that it spends, and those that a client gets the count of.
 */
public final class FakeLlmServer implements AutoCloseable {

  /** Bytes of a {@link Fault#HUGE_ANSWER}. */
  public static final int HUGE = 10_000_000;

  private static final int MAX_BODY = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket socket;
  private final FaultPlan plan;
  private final Engine engine;
  private final UnaryOperator<String> answers;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fake-server");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<Hash128, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final LongAdder requests = new LongAdder();
  private final LongAdder connections = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final AtomicLong spent = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private final LongAdder bytesOfHuge = new LongAdder();
  private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
  private volatile boolean healthy = true;

  private FakeLlmServer(FaultPlan plan, Engine engine, UnaryOperator<String> answers) {
    this.plan = plan;
    this.engine = engine;
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    threads.execute(this::accept);
  }

  /** Starts a server that answers at once with the words in reverse order. */
  public static FakeLlmServer start(FaultPlan plan) {
    return new FakeLlmServer(plan, null, FakeLlmServer::reversed);
  }

  /** Starts a server that answers at once with a function of the last message. */
  public static FakeLlmServer answering(FaultPlan plan, UnaryOperator<String> answers) {
    return new FakeLlmServer(plan, null, answers);
  }

  /**
   * Starts a server with the timing of a batching GPU.
   *
   * @param slots most sequences that run concurrently
   * @param stepMicros fixed time of a step
   * @param sequenceMicros time of a step for each running sequence
   * @param tokensPerStep tokens that each sequence gets in a step
   * @param crowd sequences, running and waiting, above which steps get longer
   */
  public static FakeLlmServer timed(
      FaultPlan plan,
      int slots,
      long stepMicros,
      long sequenceMicros,
      int tokensPerStep,
      int crowd) {
    Engine engine =
        new Engine(new Engine.Speed(slots, stepMicros, sequenceMicros, tokensPerStep, crowd));
    return new FakeLlmServer(plan, engine, FakeLlmServer::reversed);
  }

  /** Base address for clients. */
  public String endpoint() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  /** Number of completion requests. */
  public long requests() {
    return requests.sum();
  }

  public long connections() {
    return connections.sum();
  }

  public int mostInFlight() {
    return mostInFlight.get();
  }

  /** Tokens of all prompts and completions, including those of failed requests. */
  public long spentTokens() {
    return spent.get();
  }

  /** Tokens that complete answers reported. */
  public long toldTokens() {
    return told.get();
  }

  /** Bytes of huge answers that clients read. */
  public long bytesOfHugeAnswers() {
    return bytesOfHuge.sum();
  }

  /** All values of the header Authorization. */
  public Set<String> authorizations() {
    return authorizations;
  }

  /** Sets the result of health checks. */
  public void healthy(boolean newHealthy) {
    healthy = newHealthy;
  }

  /** Counts one token for each 4 characters, rounded up. */
  public static int tokens(String text) {
    return (text.codePointCount(0, text.length()) + 3) / 4;
  }

  private static String reversed(String text) {
    String[] words = text.strip().split("\\s+");
    StringBuilder reversed = new StringBuilder();
    for (int i = words.length - 1; i >= 0; i--) {
      reversed.append(words[i]).append(i == 0 ? "" : " ");
    }
    return reversed.toString();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        connections.increment();
        sockets.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      // server closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      boolean goOn = true;
      while (goOn) {
        goOn = exchange(in, out, client);
        out.flush();
      }
    } catch (IOException gone) {
      // client or server closed
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  /** Serves one request; returns whether the connection stays. */
  private boolean exchange(InputStream in, OutputStream out, Socket client)
      throws IOException, InterruptedException {
    String start = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(header.indexOf(':') + 1).strip();
      if (name.equals("content-length")) {
        length = Integer.parseInt(value);
      } else if (name.equals("authorization")) {
        authorizations.add(value);
      }
    }
    if (length > MAX_BODY) {
      throw new IOException("too large");
    }
    byte[] body = in.readNBytes(length);
    if (start.startsWith("GET ")) {
      respond(out, healthy ? 200 : 503, "", "{\"data\":[{\"id\":\"fake\"}]}");
      return true;
    }
    requests.increment();
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try {
      return complete(start, JSON.readTree(body), out, client);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > 16_384) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private boolean complete(String start, JsonNode request, OutputStream out, Socket client)
      throws IOException, InterruptedException {
    boolean chat = start.contains("/chat/");
    JsonNode messages = request.path("messages");
    String prompt =
        chat
            ? messages.path(messages.size() - 1).path("content").asText()
            : request.path("prompt").asText();
    int earlier =
        asked.computeIfAbsent(Hash128.of(prompt), key -> new AtomicInteger()).getAndIncrement();
    Fault fault = plan.fault(prompt, earlier);
    if (!fault.works) {
      return refuse(fault, out, client);
    }
    int promptTokens = promptTokens(request);
    int max = request.path("max_tokens").asInt(16);
    String text = text(fault, prompt);
    int completionTokens = Math.min(max, tokens(text));
    boolean cut = completionTokens < tokens(text);
    if (cut) {
      text = text.substring(0, text.offsetByCodePoints(0, completionTokens * 4));
    }
    if (engine != null) {
      engine.generate(completionTokens);
    }
    spent.addAndGet(promptTokens + completionTokens);
    if (fault.tells) {
      told.addAndGet(promptTokens + completionTokens);
    }
    String answer =
        FakeAnswer.json(
            fault,
            chat,
            request.path("model").asText(),
            text,
            cut,
            promptTokens,
            completionTokens,
            request.path("logprobs"));
    return send(fault, answer, out, client);
  }

  private static int promptTokens(JsonNode request) {
    int tokens = tokens(request.path("prompt").asText(""));
    for (JsonNode message : request.path("messages")) {
      tokens += 3 + tokens(message.path("content").asText());
    }
    return tokens;
  }

  private String text(Fault fault, String prompt) {
    return switch (fault) {
      case REFUSAL -> "I'm sorry, but as an AI language model I cannot help with that.";
      case OTHER_LANGUAGE -> "Esto no es la lengua en la que se preguntó, ni mucho menos.";
      default -> answers.apply(prompt);
    };
  }

  private boolean refuse(Fault fault, OutputStream out, Socket client) throws IOException {
    String error = "{\"error\":{\"message\":\"fault " + fault + "\"}}";
    switch (fault) {
      case TOO_MANY_REQUESTS -> respond(out, 429, "", error);
      case TOO_MANY_REQUESTS_WITH_SECONDS -> respond(out, 429, "Retry-After: 1\r\n", error);
      case UNAVAILABLE_WITH_SECONDS -> respond(out, 503, "Retry-After: 1\r\n", error);
      case UNAVAILABLE_WITH_DATE ->
          respond(out, 503, "Retry-After: Wed, 01 Jan 2020 00:00:00 GMT\r\n", error);
      case BAD_REQUEST -> respond(out, 400, "", error);
      case UNAUTHORIZED -> respond(out, 401, "", error);
      case REDIRECT -> respond(out, 307, "Location: http://localhost:1/elsewhere\r\n", error);
      case RESET -> {
        reset(client);
        return false;
      }
      default -> throw new IllegalArgumentException(fault.name());
    }
    return true;
  }

  private boolean send(Fault fault, String answer, OutputStream out, Socket client)
      throws IOException, InterruptedException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    switch (fault) {
      case SERVER_ERROR -> respond(out, 500, "", "{\"error\":\"out of memory\"}");
      case HALF_JSON -> respond(out, 200, "", answer.substring(0, answer.length() / 2));
      case HANG -> {
        closing.await();
        return false;
      }
      case HANG_IN_BODY, RESET_IN_BODY -> {
        head(out, 200, "", bytes.length);
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        if (fault == Fault.HANG_IN_BODY) {
          closing.await();
        } else {
          reset(client);
        }
        return false;
      }
      case HUGE_ANSWER -> {
        head(out, 200, "", HUGE);
        byte[] part = new byte[10_000];
        java.util.Arrays.fill(part, (byte) ' ');
        for (int i = 0; i < HUGE / part.length; i++) {
          out.write(part);
          bytesOfHuge.add(part.length);
        }
      }
      default -> respond(out, 200, "", answer);
    }
    return true;
  }

  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  private static void respond(OutputStream out, int status, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head(out, status, headers, bytes.length);
    out.write(bytes);
  }

  private static void head(OutputStream out, int status, String headers, int length)
      throws IOException {
    String head =
        "HTTP/1.1 "
            + status
            + " Fake\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n"
            + headers
            + "\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    closing.countDown();
    if (engine != null) {
      engine.close();
    }
    try {
      socket.close();
      for (Socket client : sockets) {
        client.close();
      }
    } catch (IOException alreadyClosed) {
      // ignore
    }
    threads.shutdownNow();
  }
}
