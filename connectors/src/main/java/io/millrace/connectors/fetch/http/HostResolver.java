package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.AddressRules;
import io.millrace.connectors.fetch.DaemonThreads;
import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.connectors.fetch.LruMap;
import io.millrace.corpus.DropReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names to addresses and checks them. Connections use only these addresses, so a name
 * cannot change its address between check and connect (DNS rebinding).
 */
public final class HostResolver implements DnsResolver, AutoCloseable {

  /** A name service; tests use their own. */
  public interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** Name servers drop requests when more arrive at once (img2dataset, issue 360). */
  private static final int THREADS = 64;

  private static final int MOST_HOSTS = 50_000;
  private static final long KNOWN_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long UNKNOWN_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long UNREACHED_NANOS = TimeUnit.SECONDS.toNanos(20);

  private record Answer(InetAddress[] addresses, FetchFailure failure, long until) {}

  private final Lookup lookup;
  private final AddressRules rules;
  private final FetchClock clock;
  private final ExecutorService threads;
  private final LruMap<String, Answer> answers = new LruMap<>(MOST_HOSTS, answer -> 1);
  private final Map<String, CompletableFuture<Answer>> asked = new HashMap<>();

  public HostResolver(Lookup lookup, AddressRules rules, FetchClock clock) {
    this.lookup = lookup;
    this.rules = rules;
    this.clock = clock;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("fetch-dns"));
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
  }

  /**
   * Resolves a host, so that {@link #resolve} can return at once; fails with a {@link
   * FetchFailure}.
   */
  CompletableFuture<Void> prepare(String host) {
    CompletableFuture<Answer> answer;
    synchronized (this) {
      Answer known = answers.get(host);
      boolean fresh = known != null && known.until > clock.nanos();
      answer = fresh ? CompletableFuture.completedFuture(known) : asked.get(host);
      if (answer == null) {
        answer = new CompletableFuture<>();
        asked.put(host, answer);
        CompletableFuture<Answer> asking = answer;
        threads.execute(() -> asking.complete(ask(host)));
      }
    }
    return answer.thenCompose(
        a ->
            a.failure == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(a.failure));
  }

  private Answer ask(String host) {
    Answer answer = answer(host);
    synchronized (this) {
      answers.put(host, answer);
      asked.remove(host);
    }
    return answer;
  }

  private Answer answer(String host) {
    try {
      List<InetAddress> checked = new ArrayList<>();
      InetAddress[] all =
          AddressRules.isLiteral(host)
              ? new InetAddress[] {InetAddress.getByName(host)}
              : lookup.addresses(host);
      for (InetAddress address : all) {
        if (rules.allows(host, address)) {
          checked.add(address);
        }
      }
      if (checked.isEmpty()) {
        String refused = all.length == 0 ? "nothing" : all[0].getHostAddress();
        return new Answer(
            null,
            FetchFailure.lasting(DropReason.RESERVED_ADDRESS, host + " leads to " + refused),
            clock.nanos() + KNOWN_NANOS);
      }
      return new Answer(checked.toArray(new InetAddress[0]), null, clock.nanos() + KNOWN_NANOS);
    } catch (UnknownHostException e) {
      // glibc's EAI_AGAIN: no name server answered, so the name may exist
      boolean unreached = String.valueOf(e.getMessage()).contains("Temporary failure");
      FetchFailure failure =
          FetchFailure.lasting(
              DropReason.DNS, unreached ? "no name server answered" : "no such name");
      return new Answer(
          null, failure, clock.nanos() + (unreached ? UNREACHED_NANOS : UNKNOWN_NANOS));
    }
  }

  /** The checked addresses; resolves the host again only if the cache has dropped it. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Answer answer;
    synchronized (this) {
      answer = answers.get(host);
    }
    if (answer == null) {
      answer = ask(host);
    }
    if (answer.failure != null) {
      throw new UnknownHostException(answer.failure.getMessage());
    }
    return answer.addresses.clone();
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
