package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the whole stage, with its models, on hostile pages: a page of twice the size takes at most
 * twice the time, and no page takes much longer than a plain page of its size. Small pages unless
 * {@code MILLRACE_HOSTILE_CHARACTERS} says otherwise; {@code bench/edge/hostile-extract.sh} prints
 * the times of 10 MB each.
 */
@Timeout(600)
class HostileStageTest {

  private static final int CHARACTERS = characters();
  private static final String PLAIN = "<p>Ten thousand words are no reason to be slow. ";

  /** A page of 10 MB takes at most 2 s if a plain one takes 200 ms; the rest allows for noise. */
  private static final int TIMES_PLAIN = 20;

  private static final long SLACK = 150_000_000;
  private static final int TRIES = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final DocumentExtractor STAGE =
      DocumentExtractor.withLinksAndImages(ExtractSettings.defaults());

  private static long plain;

  @BeforeAll
  static void measureAPlainPage() {
    IntFunction<String> page = HostilePages.all().get(PLAIN);
    time(page, CHARACTERS);
    plain = time(page, 2 * CHARACTERS);
  }

  static Stream<Arguments> pages() {
    return HostilePages.all().entrySet().stream()
        .map(page -> Arguments.of(page.getKey(), page.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void takesLinearTime(String name, IntFunction<String> page) {
    long small = 0;
    long large = Long.MAX_VALUE;
    for (int tries = 0; tries < TRIES && !isGood(small, large); tries++) {
      small = Math.max(small, time(page, CHARACTERS));
      large = Math.min(large, time(page, 2 * CHARACTERS));
    }
    if (System.getenv("MILLRACE_HOSTILE_CHARACTERS") != null) {
      System.out.printf(
          Locale.ROOT,
          "%6d ms, half of it %6d ms  %s%n",
          large / 1_000_000,
          small / 1_000_000,
          name);
    }
    assertThat(large).as("twice the page, half took %d", small).isLessThan(3 * small + SLACK);
    assertThat(large).as("a plain page took %d", plain).isLessThan(TIMES_PLAIN * plain + SLACK);
  }

  private static boolean isGood(long small, long large) {
    return large < 3 * small + SLACK && large < TIMES_PLAIN * plain + SLACK;
  }

  /** Processor time of this thread, in ns. */
  private static long time(IntFunction<String> page, int characters) {
    Page made = Pages.html(page.apply(characters));
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      assertThat(STAGE.extract(made).text()).isNotNull();
    } catch (ExtractionException refused) {
      throw new AssertionError(refused);
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static int characters() {
    String stated = System.getenv("MILLRACE_HOSTILE_CHARACTERS");
    return stated == null ? 40_000 : Integer.parseInt(stated);
  }
}
