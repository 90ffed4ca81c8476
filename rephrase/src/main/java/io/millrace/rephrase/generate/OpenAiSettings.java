package io.millrace.rephrase.generate;

import io.millrace.api.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Settings of {@link OpenAiGenerator}. The limits hold per process: several workers share a server.
 */
public record OpenAiSettings(
    @Setting("Base addresses of servers that hold the model, such as http://localhost:8000/v1.")
        List<String> endpoints,
    @Setting("Which of the two APIs is asked: chat, or completion of plain text.") Api api,
    @Setting("Environment variable that holds the API key; empty for none.") String keyVariable,
    @Setting("File that holds the API key; empty for none.") String keyFile,
    @Setting("How the name of the model that answers must agree with the one asked for.")
        ModelCheck modelCheck,
    @Setting("Whether probabilities of tokens are asked for.") boolean logprobs,
    @Setting("Whether the limit is sent as max_completion_tokens, as OpenAI's newer models want.")
        boolean maxCompletionTokens,
    @Setting(value = "Most bytes of an answer; a longer one is cut off.", min = 1024)
        int maxAnswerBytes,
    @Setting("How long a server may take.") Timeouts timeouts,
    @Setting("How often and when a request is tried again.") Retries retries,
    @Setting("Requests at once, to each endpoint.") Concurrency concurrency,
    @Setting("When an endpoint is left alone.") Breaker breaker) {

  /** The two APIs of a server. */
  public enum Api {
    /** POST /chat/completions: the server applies the model's own chat template. */
    CHAT,
    /** POST /completions: the texts of the messages, separated by empty lines. */
    COMPLETION
  }

  /** How the name of a model is compared, without a path before the name. */
  public enum ModelCheck {
    /** The same name. */
    EXACT,
    /** The same name, or a longer one, such as the dated version of a service. */
    PREFIX,
    /** Any name, for servers that ignore it. */
    NONE
  }

  /** How long a server may take, in seconds. */
  public record Timeouts(
      @Setting(value = "To connect.", min = .01, max = 600) double connectSeconds,
      @Setting(value = "From the request to the head of the answer.", min = .01, max = 86_400)
          double firstByteSeconds,
      @Setting(value = "From the request to the end of the answer.", min = .01, max = 86_400)
          double wholeSeconds) {

    public static Timeouts defaults() {
      return new Timeouts(10, 300, 330);
    }
  }

  /** How often and when a request is tried again. */
  public record Retries(
      @Setting(value = "Most retries after refusals, errors and time-outs.", min = 0, max = 100)
          int max,
      @Setting(
              value = "Most retries after answers that break the API's promise.",
              min = 0,
              max = 100)
          int maxMalformed,
      @Setting(value = "First wait in seconds; it doubles each time.", min = .001, max = 600)
          double backoffSeconds,
      @Setting(value = "Longest of these waits in seconds.", min = .001, max = 3600)
          double backoffCapSeconds,
      @Setting(
              value =
                  "Longest wait in seconds for a server's Retry-After; a longer one is shortened to it.",
              max = 86_400,
              min = 0)
          double retryAfterCapSeconds,
      @Setting("Seed of the random part of waits.") long seed) {

    public Retries {
      if (backoffCapSeconds < backoffSeconds) {
        throw new IllegalArgumentException(
            "backoff_cap_seconds is "
                + backoffCapSeconds
                + ", less than backoff_seconds "
                + backoffSeconds);
      }
    }

    public static Retries defaults() {
      return new Retries(6, 2, .5, 30, 300, 0);
    }
  }

  /** Concurrent requests. The best number is searched between 1 and the maximum. */
  public record Concurrency(
      @Setting(value = "At the start.", min = 1, max = 4096) int start,
      @Setting(value = "Most.", min = 1, max = 4096) int max,
      @Setting(value = "Most requests that wait in all for their turn.", min = 1) int maxWaiting) {

    public Concurrency {
      if (start > max) {
        throw new IllegalArgumentException("start is " + start + ", above max " + max);
      }
    }

    public static Concurrency defaults() {
      return new Concurrency(8, 256, 100_000);
    }
  }

  /** When an endpoint gets no requests. */
  public record Breaker(
      @Setting(value = "Failures in a row that open the circuit.", min = 1, max = 1000)
          int failures,
      @Setting(
              value = "Seconds until the endpoint's health is looked at; doubles while it is bad.",
              min = .01,
              max = 3600)
          double openSeconds,
      @Setting(
              value = "Seconds without any healthy endpoint after which requests fail at once.",
              min = 0,
              max = 86_400)
          double unavailableSeconds) {

    public static Breaker defaults() {
      return new Breaker(5, 5, 60);
    }
  }

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[(?:0*:)*0*1]");

  public OpenAiSettings {
    endpoints = List.copyOf(endpoints);
    endpoints.forEach(OpenAiSettings::uri);
    if (!keyVariable.isEmpty() && !keyFile.isEmpty()) {
      throw new IllegalArgumentException("key_variable and key_file are both set");
    }
    if (!keyVariable.isEmpty() && !VARIABLE.matcher(keyVariable).matches()) {
      // it may be the key itself, so it is not repeated
      throw new IllegalArgumentException(
          "key_variable is not the name of an environment variable; it must name the one with the key");
    }
  }

  public static OpenAiSettings defaults() {
    return new OpenAiSettings(
        List.of(),
        Api.CHAT,
        "",
        "",
        ModelCheck.PREFIX,
        false,
        false,
        4 << 20,
        Timeouts.defaults(),
        Retries.defaults(),
        Concurrency.defaults(),
        Breaker.defaults());
  }

  /** These settings with other endpoints. */
  public OpenAiSettings withEndpoints(List<String> newEndpoints) {
    return new OpenAiSettings(
        newEndpoints,
        api,
        keyVariable,
        keyFile,
        modelCheck,
        logprobs,
        maxCompletionTokens,
        maxAnswerBytes,
        timeouts,
        retries,
        concurrency,
        breaker);
  }

  /**
   * Reads the key of the settings.
   *
   * @throws IllegalArgumentException when it is missing
   */
  public ApiKey key() {
    if (!keyVariable.isEmpty()) {
      return ApiKey.fromVariable(keyVariable, System::getenv);
    }
    return keyFile.isEmpty() ? ApiKey.NONE : ApiKey.fromFile(Path.of(keyFile));
  }

  /**
   * Hosts that get the key over plain HTTP, where others can read it. Empty without a key; loopback
   * hosts do not count.
   */
  public List<String> keyInTheOpen() {
    if (keyVariable.isEmpty() && keyFile.isEmpty()) {
      return List.of();
    }
    return endpoints.stream()
        .map(OpenAiSettings::uri)
        .filter(uri -> uri.getScheme().toLowerCase(Locale.ROOT).equals("http"))
        .map(URI::getHost)
        .filter(host -> !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches())
        .distinct()
        .toList();
  }

  /** Parses a base address and removes slashes at its end. */
  static URI uri(String endpoint) {
    URI uri;
    try {
      uri = new URI(endpoint.replaceAll("/+$", ""));
    } catch (URISyntaxException wrong) {
      // the address may contain a password by mistake, so it is not repeated
      throw new IllegalArgumentException("an endpoint is not an http or https address");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException("an endpoint is not an http or https address");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "endpoint " + uri.getHost() + " has a user, a query or a fragment in its address");
    }
    return uri;
  }
}
