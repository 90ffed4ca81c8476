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
 * What each site (scheme, host and port) says of robots and mining, asked for once: {@code
 * robots.txt} as RFC 9309 has it, and {@code /.well-known/tdmrep.json}. Bounded: what was not used
 * for longest is asked for again.
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

  /** Rules times characters of the address; some 200 ms when the rules are made to be slow. */
  private static final long MOST_WORK = 4_000_000;

  /** RFC 9309, section 2.4. */
  private static final long KNOWN_NANOS = TimeUnit.HOURS.toNanos(24);

  private static final long UNREACHED_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final SimpleRobotRules ALL = new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
  private static final SimpleRobotRules NOTHING = new SimpleRobotRules(RobotRulesMode.ALLOW_NONE);

  private static final Wanted FILE = new Wanted(MOST_BYTES, true, headers -> {});

  /** A byte more, which shows that a file was cut. */
  private static final Wanted TDM_FILE = new Wanted(MOST_BYTES + 1, true, headers -> {});

  /**
   * What a site says.
   *
   * @param unreached why nothing of it can be fetched, or null
   * @param robots what robots.txt allows, or null where it is not asked for
   * @param note why robots is as it is
   * @param until when it has to be asked for again
   * @param weight bytes, about
   */
  public record Site(
      FetchFailure unreached,
      SimpleRobotRules robots,
      String note,
      TdmRules tdm,
      long until,
      long weight) {

    /** Refuses what the site does not want fetched. */
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

    /** Seconds between requests that robots.txt asks for, 0 where it does not. */
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

  /** What is known of a site already, or null. */
  public synchronized Site ifKnown(String origin) {
    Site site = known.get(origin);
    return site != null && site.until > clock.nanos() ? site : null;
  }

  /** Never fails: what cannot be reached is a site too. */
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
        // RFC 9309, section 2.3.1.4: what cannot be had allows nothing
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
      // the parser met what its authors did not think of; nobody said that we may
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
                // the report: a file that is not there means that the site does not take part
                return site(robots, TdmRules.NONE, 0);
              }
              return site(robots, TdmRules.parse(answer.body(), MOST_BYTES), answer.body().length);
            },
            executor);
  }

  /** A file that is there, or may be, and cannot be read; it is asked for again soon. */
  private Site unread(Robots robots, String why) {
    Robots forNow = new Robots(robots.rules, robots.note, robots.unreached, false, robots.bytes);
    return site(forNow, TdmRules.unread(why), 0);
  }

  private Site site(Robots robots, TdmRules tdm, int tdmBytes) {
    long until = clock.nanos() + (robots.lasting ? KNOWN_NANOS : UNREACHED_NANOS);
    long weight = BYTES_OF_A_SITE + (long) PARSED * (robots.bytes + tdmBytes);
    return new Site(robots.unreached, robots.rules, robots.note, tdm, until, weight);
  }

  /** Asks again when no connection was made or it broke. */
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
