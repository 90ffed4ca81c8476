package io.millrace.connectors.fetch.images;

import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.LruMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/**
 * Schedules requests. Each host has its own queue, number of concurrent requests and interval
 * between requests. Ready hosts take turns, so a host that is slow, paused or has many addresses
 * does not delay others.
 */
final class HostQueues {

  /** One request of a host; {@link #finished} must be called for each that was run. */
  interface Job {
    String host();

    /** Whether the job must run alone at its host. */
    boolean alone();

    void run();
  }

  /** Maximum number of hosts without requests that are remembered because of their interval. */
  private static final int MOST_RESTING = 50_000;

  /** Hosts with a shorter interval may catch up on the requests missed within this time. */
  private static final long SLACK_NANOS = 100_000_000;

  private enum Place {
    NOWHERE,
    READY,
    WAITING
  }

  private static final class Host {
    final ArrayDeque<Job> queue = new ArrayDeque<>(1);
    long spacing;
    long next;
    int running;
    boolean taken;
    Place place = Place.NOWHERE;
  }

  private record Waiting(long time, long order, Host host) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final int concurrency;
  private final int hostConnections;
  private final long usualSpacing;
  private final FetchClock clock;
  private final Executor executor;

  private final Map<String, Host> busy = new HashMap<>();
  private final LruMap<String, Host> resting = new LruMap<>(MOST_RESTING, host -> 1);
  private final ArrayDeque<Host> ready = new ArrayDeque<>();
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private int running;
  private long order;
  private long wakeAt = Long.MAX_VALUE;
  private Runnable cancelWake = () -> {};

  HostQueues(FetchSettings settings, FetchClock clock, Executor executor) {
    this.concurrency = settings.concurrency();
    this.hostConnections = settings.hostConnections();
    this.usualSpacing = (long) (1e9 / settings.hostRate());
    this.clock = clock;
    this.executor = executor;
  }

  void submit(Job job) {
    List<Job> started;
    synchronized (this) {
      Host host = busy.get(job.host());
      if (host == null) {
        host = resting.get(job.host());
        resting.remove(job.host());
        if (host == null) {
          host = new Host();
          host.spacing = usualSpacing;
          host.next = clock.nanos() - slack(host);
        }
        busy.put(job.host(), host);
      }
      host.queue.add(job);
      started = start(host);
    }
    run(started);
  }

  /** Tells that a job's request has ended. */
  void finished(Job job) {
    List<Job> started;
    synchronized (this) {
      running--;
      Host host = busy.get(job.host());
      Host touched = null;
      host.running--;
      if (host.running == 0 && host.queue.isEmpty()) {
        busy.remove(job.host());
        if (host.next > clock.nanos()) {
          resting.put(job.host(), host);
        }
      } else {
        touched = host;
      }
      started = start(touched);
    }
    run(started);
  }

  /** Sets the interval between the requests of a running job's host, starting now. */
  void space(Job job, double seconds) {
    List<Job> started;
    synchronized (this) {
      Host host = busy.get(job.host());
      host.spacing = Math.max(usualSpacing, (long) (seconds * 1e9));
      host.taken = job.alone();
      if (host.spacing > usualSpacing) {
        host.next = Math.max(host.next, clock.nanos() + host.spacing);
      }
      started = start(host);
    }
    run(started);
  }

  /** Delays all requests to a running job's host until a time. */
  synchronized void pause(Job job, long until) {
    Host host = busy.get(job.host());
    host.next = Math.max(host.next, until);
  }

  synchronized int hosts() {
    return busy.size() + resting.size();
  }

  private void run(List<Job> jobs) {
    for (Job job : jobs) {
      executor.execute(job::run);
    }
  }

  private void wake() {
    List<Job> started;
    synchronized (this) {
      wakeAt = Long.MAX_VALUE;
      started = start(null);
    }
    run(started);
  }

  /** Puts a host into the ready or the waiting queue. */
  private void place(Host host, long now) {
    if (host.place != Place.NOWHERE || host.queue.isEmpty()) {
      return;
    }
    if (full(host)) {
      return; // placed again when one of its requests has ended
    }
    if (host.next > now) {
      host.place = Place.WAITING;
      waiting.add(new Waiting(host.next, order++, host));
    } else {
      host.place = Place.READY;
      ready.add(host);
    }
  }

  private static long slack(Host host) {
    return host.spacing < SLACK_NANOS ? SLACK_NANOS : 0;
  }

  private boolean full(Host host) {
    if (host.running == 0) {
      return false;
    }
    return host.taken || host.queue.peek().alone() || host.running >= hostConnections;
  }

  /**
   * @param touched a host whose state has changed, or null
   */
  private List<Job> start(Host touched) {
    long now = clock.nanos();
    if (touched != null) {
      place(touched, now);
    }
    while (!waiting.isEmpty() && waiting.peek().time <= now) {
      Host host = waiting.poll().host;
      host.place = Place.NOWHERE;
      place(host, now);
    }
    List<Job> started = new ArrayList<>();
    while (running < concurrency && !ready.isEmpty()) {
      Host host = ready.poll();
      host.place = Place.NOWHERE;
      if (!full(host) && host.next <= now) {
        Job job = host.queue.poll();
        started.add(job);
        host.taken = job.alone();
        host.running++;
        running++;
        host.next = Math.max(host.next, now - slack(host)) + host.spacing;
      }
      place(host, now);
    }
    if (!waiting.isEmpty() && waiting.peek().time < wakeAt) {
      cancelWake.run();
      wakeAt = waiting.peek().time;
      cancelWake = clock.at(wakeAt, this::wake);
    }
    return started;
  }
}
