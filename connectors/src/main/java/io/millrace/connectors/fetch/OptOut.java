package io.millrace.connectors.fetch;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.StatedRights;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether the owner of an image reserves it: by a directive in {@code X-Robots-Tag} that
 * addresses all robots or one of our names, or by a TDM reservation. A statement that cannot be
 * read completely counts as reserved.
 */
public final class OptOut {

  /**
   * The owner reserves the image.
   *
   * @param reason {@link DropReason#OPT_OUT}, or {@link DropReason#OPT_OUT_UNREAD}
   * @param detail the statement, for people
   */
  public record Refusal(DropReason reason, String detail) {}

  private final Set<String> words;
  private final Set<String> names;
  private final boolean tdmReservation;

  /**
   * @param words directives that are obeyed in headers; {@code none} counts as {@code noindex}
   * @param userAgent robot name in addition to {@link StatedRights#PROGRAM}
   * @param tdmReservation whether TDM reservations in headers are obeyed
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
   * Checks the headers of an image's response or of a redirect to it.
   *
   * @param robotsTag values of {@code X-Robots-Tag}, separated by line breaks or semicolons; or ""
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
   * Checks what a page states about its images, independent of the configured directives.
   *
   * @param directives as extraction writes them: separated by commas, each with its robot
   * @param reservation values of {@code tdm-reservation}, or ""
   */
  public Optional<Refusal> ofPage(String directives, String reservation) {
    // a robot is named before each directive, not before a list of directives
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
