package io.millrace.connectors.fetch;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.StatedRights;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the owner of an image keeps it from us: a directive in {@code X-Robots-Tag} that is for
 * all robots or for one of our names, or a TDM reservation. What cannot be read to its end counts
 * as reserved.
 */
public final class OptOut {

  /**
   * The owner reserves it.
   *
   * @param reason {@link DropReason#OPT_OUT}, or {@link DropReason#OPT_OUT_UNREAD}
   * @param detail for people: what was stated
   */
  public record Refusal(DropReason reason, String detail) {}

  private final Set<String> words;
  private final Set<String> names;
  private final boolean tdmReservation;

  /**
   * @param words directives that are honoured in headers; {@code none} counts as {@code noindex}
   * @param userAgent name by which we may be addressed, besides {@link StatedRights#PROGRAM}
   * @param tdmReservation whether TDM reservations in headers are honoured
   */
  public OptOut(Collection<String> words, String userAgent, boolean tdmReservation) {
    Set<String> all = new HashSet<>(words);
    if (all.contains("noindex")) {
      all.add("none");
    }
    this.words = Set.copyOf(all);
    String own = userAgent.toLowerCase(Locale.ROOT);
    this.names = own.equals(StatedRights.PROGRAM) ? Set.of(own) : Set.of(own, StatedRights.PROGRAM);
    this.tdmReservation = tdmReservation;
  }

  public OptOut(FetchSettings settings) {
    this(settings.optOut(), settings.userAgent(), settings.tdmReservation());
  }

  /**
   * What the headers of an image's response say, or those of a redirect on the way to it.
   *
   * @param robotsTag values of {@code X-Robots-Tag}, each a line or behind a semicolon; or ""
   * @param reservation values of {@code tdm-reservation}, or ""
   */
  public Optional<Refusal> ofHeaders(String robotsTag, String reservation) {
    Optional<Refusal> robots = ofDirectives(robotsTag, words, "X-Robots-Tag");
    if (robots.isPresent() || !tdmReservation) {
      return robots;
    }
    return ofReservation(reservation);
  }

  /**
   * What a page says of its images, whatever words are honoured in headers.
   *
   * @param directives as extraction writes them: set apart by commas, each with its robot
   * @param reservation values of {@code tdm-reservation}, or ""
   */
  public Optional<Refusal> ofPage(String directives, String reservation) {
    // a robot is named before each directive it is for, not before a list of them
    String apart = directives.replace(',', '\n');
    Optional<Refusal> robots = ofDirectives(apart, StatedRights.RESERVING, "the page");
    return robots.isPresent() ? robots : ofReservation(reservation);
  }

  private Optional<Refusal> ofDirectives(String stated, Set<String> honoured, String who) {
    boolean whole = StatedRights.isWhole(stated);
    for (StatedRights.Directive directive : StatedRights.directives(stated, "")) {
      if (directive.isFor(names)) {
        if (honoured.contains(directive.text())) {
          return Optional.of(new Refusal(DropReason.OPT_OUT, who + " says " + directive.text()));
        }
        whole &= !directive.text().equals(StatedRights.UNREAD);
      }
    }
    return whole
        ? Optional.empty()
        : Optional.of(new Refusal(DropReason.OPT_OUT_UNREAD, who + " says more than is read"));
  }

  private static Optional<Refusal> ofReservation(String stated) {
    return StatedRights.reservation(stated).equals("1")
        ? Optional.of(new Refusal(DropReason.OPT_OUT, "tdm-reservation: 1"))
        : Optional.empty();
  }
}
