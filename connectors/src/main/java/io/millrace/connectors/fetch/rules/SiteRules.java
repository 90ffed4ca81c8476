package io.millrace.connectors.fetch.rules;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.millrace.connectors.fetch.Backoff;
import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.FetchUrl;
import io.millrace.connectors.fetch.LruMap;
import io.millrace.connectors.fetch.OptOut;
import io.millrace.connectors.fetch.http.HttpAnswer;
import io.millrace.connectors.fetch.http.HttpFailures;
import io.millrace.connectors.fetch.http.HttpTransport;
import io.millrace.connectors.fetch.http.Wanted;
import io.millrace.corpus.DropReason;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The rules of each site (scheme, host and port) for robots and text and data mining: {@code
 * robots.txt} (RFC 9309) and {@code /.well-known/tdmrep.json}. They are cached; the least recently
 * used ones are fetched again.
 */
public final class SiteRules {

  /** RFC 9309, section 2.5: at least 500 KiB are read. */
  private static final int MOST_BYTES = 500 << 10;

  /** RFC 9309, section 2.3.1.2. */
  private static final int MOST_REDIRECTS = 5;

  private static final long CACHE_BYTES = 32 << 20;
  private static final int BYTES_OF_A_SITE = 800;

  /** Parsed rules take about this many times the bytes of the file. */
  private static final int PARSED = 8;

  /**
   * Limit of rules times characters of the address; about 200 ms for rules that are made to be
   * slow.
   */
  private static final long MOST_WORK = 4_000_000;

  /** RFC 9309, section 2.4. */
  private static final long KNOWN_NANOS = TimeUnit.HOURS.toNanos(24);

  private static final long UNREACHED_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final SimpleRobotRules ALL = new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
  private static final SimpleRobotRules NOTHING = new SimpleRobotRules(RobotRulesMode.ALLOW_NONE);

  private static final Wanted FILE = new Wanted(MOST_BYTES, true, headers -> {});

  /** One byte more, which shows whether the file was cut. */
  private static final Wanted TDM_FILE = new Wanted(MOST_BYTES + 1, true, headers -> {});

  /**
   * The rules of a site.
   *
   * @param unreached why nothing can be fetched from it, or null
   * @param robots rules of robots.txt, or null when it is not used
   * @param note reason when {@code robots} disallows an address
   * @param until when the rules must be fetched again
   * @param weight approximate bytes
   */
  public record Site(
      FetchFailure unreached,
      SimpleRobotRules robots,
      String note,
      TdmRules tdm,
      long until,
      long weight) {

    /** Rejects an address that the site's rules disallow. */
    public void check(FetchUrl url) throws FetchFailure {
      if (unreached != null) {
        throw unreached;
      }
      if (robots != null) {
        String address = url.toString();
        if ((long) address.length() * robots.getRobotRules().size() > MOST_WORK) {
          throw FetchFailure.lasting(DropReason.ROBOTS, "robots.txt has too many rules to look at");
        }
        if (!robots.isAllowed(address)) {
          throw FetchFailure.lasting(DropReason.ROBOTS, note);
        }
      }
      Optional<OptOut.Refusal> reserved = tdm.refusal(url.path());
      if (reserved.isPresent()) {
        throw FetchFailure.lasting(reserved.get().reason(), reserved.get().detail());
      }
    }

    /** Crawl delay of robots.txt in seconds, 0 without one. */
    public double crawlDelaySeconds() {
      return robots == null ? 0 : Math.max(0, robots.getCrawlDelay() / 1000.);
    }
  }

  private record Robots(
      SimpleRobotRules rules, String note, FetchFailure unreached, boolean lasting, int bytes) {}

  private final FetchSettings settings;
  private final FetchClock clock;
  private final HttpTransport transport;
  private final Executor executor;
  private final LruMap<String, Site> known = new LruMap<>(CACHE_BYTES, Site::weight);
  private final Map<String, CompletableFuture<Site>> asked = new HashMap<>();

  public SiteRules(
      FetchSettings settings, FetchClock clock, HttpTransport transport, Executor executor) {
    this.settings = settings;
    this.clock = clock;
    this.transport = transport;
    this.executor = executor;
  }

  /** The cached rules of a site, or null. */
  public synchronized Site ifKnown(String origin) {
    Site site = known.get(origin);
    return site != null && site.until > clock.nanos() ? site : null;
  }

  /** The rules of an address's site. Never fails: an unreachable site has rules as well. */
  public CompletableFuture<Site> of(FetchUrl url) {
    String origin = url.origin();
    CompletableFuture<Site> asking = new CompletableFuture<>();
    synchronized (this) {
      Site site = ifKnown(origin);
      if (site != null) {
        return CompletableFuture.completedFuture(site);
      }
      CompletableFuture<Site> already = asked.putIfAbsent(origin, asking);
      if (already != null) {
        return already;
      }
    }
    robots(url)
        .thenComposeAsync(robots -> withTdm(url, robots), executor)
        .whenComplete((site, bug) -> done(origin, asking, site, bug));
    return asking;
  }

  private void done(String origin, CompletableFuture<Site> asking, Site site, Throwable bug) {
    synchronized (this) {
      asked.remove(origin);
      if (site != null) {
        known.put(origin, site);
      }
    }
    if (site != null) {
      asking.complete(site);
    } else {
      asking.completeExceptionally(bug);
    }
  }

  private CompletableFuture<Robots> robots(FetchUrl url) {
    if (!settings.robots()) {
      return CompletableFuture.completedFuture(new Robots(null, "", null, true, 0));
    }
    FetchUrl file = url.at("/robots.txt");
    return patiently(file, FILE, 0)
        .handleAsync((answer, thrown) -> read(file, answer, thrown), executor);
  }

  private Robots read(FetchUrl file, HttpAnswer answer, Throwable thrown) {
    if (thrown != null) {
      FetchFailure failure = HttpFailures.of(thrown);
      return switch (failure.reason()) {
        case DNS, RESERVED_ADDRESS, CONNECT, TLS -> new Robots(null, "", failure, false, 0);
        case TIMEOUT, RESET ->
            new Robots(
                null,
                "",
                FetchFailure.lasting(failure.reason(), "robots.txt: " + failure.getMessage()),
                false,
                0);
        // RFC 9309, section 2.3.1.4: an unreachable robots.txt disallows everything
        default -> none("robots.txt: " + failure.getMessage());
      };
    }
    int status = answer.status();
    if (status == 429 || status >= 500) {
      return none("robots.txt has status " + status);
    }
    if (status != 200) {
      return new Robots(ALL, "", null, true, 0);
    }
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    String robot = settings.userAgent().toLowerCase(Locale.ROOT);
    try {
      return new Robots(
          parser.parseContent(file.toString(), answer.body(), "text/plain", List.of(robot)),
          "robots.txt disallows it",
          null,
          true,
          answer.body().length);
    } catch (RuntimeException e) {
      // a bug of the parser; without readable rules nothing is allowed
      return none("robots.txt cannot be read");
    }
  }

  private static Robots none(String note) {
    return new Robots(NOTHING, note, null, false, 0);
  }

  private CompletableFuture<Site> withTdm(FetchUrl url, Robots robots) {
    boolean ask =
        settings.tdmReservation()
            && robots.unreached == null
            && (robots.rules == null || !robots.rules.isAllowNone());
    if (!ask) {
      return CompletableFuture.completedFuture(site(robots, TdmRules.NONE, 0));
    }
    return patiently(url.at("/.well-known/tdmrep.json"), TDM_FILE, 0)
        .handleAsync(
            (answer, thrown) -> {
              if (thrown != null) {
                return unread(robots, HttpFailures.of(thrown).getMessage());
              }
              int status = answer.status();
              if (status == 429 || status >= 500) {
                return unread(robots, "status " + status);
              }
              if (status != 200) {
                // W3C report: a site without the file does not take part
                return site(robots, TdmRules.NONE, 0);
              }
              return site(robots, TdmRules.parse(answer.body(), MOST_BYTES), answer.body().length);
            },
            executor);
  }

  /** Rules for a file that may exist and cannot be read; it is fetched again soon. */
  private Site unread(Robots robots, String why) {
    Robots forNow = new Robots(robots.rules, robots.note, robots.unreached, false, robots.bytes);
    return site(forNow, TdmRules.unread(why), 0);
  }

  private Site site(Robots robots, TdmRules tdm, int tdmBytes) {
    long until = clock.nanos() + (robots.lasting ? KNOWN_NANOS : UNREACHED_NANOS);
    long weight = BYTES_OF_A_SITE + (long) PARSED * (robots.bytes + tdmBytes);
    return new Site(robots.unreached, robots.rules, robots.note, tdm, until, weight);
  }

  /** Repeats the request after failed and broken connections. */
  private CompletableFuture<HttpAnswer> patiently(FetchUrl url, Wanted wanted, int failed) {
    return follow(url, wanted, MOST_REDIRECTS)
        .exceptionallyCompose(
            thrown -> {
              FetchFailure failure = HttpFailures.of(thrown);
              if (!failure.retryable() || failed >= settings.retries()) {
                return CompletableFuture.failedFuture(failure);
              }
              CompletableFuture<Void> waited = new CompletableFuture<>();
              long wait = Backoff.nanos(settings, url.toString(), failed + 1);
              clock.at(clock.nanos() + wait, () -> waited.complete(null));
              return waited.thenComposeAsync(
                  nothing -> patiently(url, wanted, failed + 1), executor);
            });
  }

  private CompletableFuture<HttpAnswer> follow(FetchUrl url, Wanted wanted, int redirects) {
    return transport
        .get(url, wanted)
        .thenCompose(
            answer -> {
              String location = answer.header("location");
              boolean redirected = answer.status() >= 300 && answer.status() < 400;
              if (!redirected || location.isEmpty() || redirects == 0) {
                return CompletableFuture.completedFuture(answer);
              }
              try {
                return follow(url.resolve(location), wanted, redirects - 1);
              } catch (FetchFailure e) {
                return CompletableFuture.completedFuture(answer);
              }
            });
  }

  public synchronized int size() {
    return known.size();
  }
}
