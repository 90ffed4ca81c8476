package io.millrace.rephrase.document;

import io.millrace.corpus.Hash128;
import io.millrace.rephrase.document.RephraseSettings.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The policy of the settings: rephrases a share of the documents by language and quality, in
 * equally likely styles. Hashes of the id select documents and styles, so a larger share includes
 * all documents of a smaller one.
 */
public final class SharePolicy implements RephrasePolicy {

  private final RephraseSettings settings;

  public SharePolicy(RephraseSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Choice> choose(DocumentFacts document) {
    if (!isOneOf(settings.languages(), document.language())) {
      return List.of();
    }
    double share = settings.share().of(document.language());
    List<String> styles = settings.styles();
    String band = Choice.DEFAULT_BAND;
    for (int i = 0; i < settings.routes().size(); i++) {
      Route route = settings.routes().get(i);
      if (fits(route, document)) {
        share = route.share();
        styles = route.styles().isEmpty() ? styles : route.styles();
        band = "route-" + (i + 1);
        break;
      }
    }
    if (!(uniform("document", document.id()) < share)) {
      return List.of();
    }
    int count = Math.min(settings.stylesPerDocument(), styles.size());
    double propensity = share * count / styles.size();
    List<Choice> choices = new ArrayList<>();
    for (String style : drawn(styles, document.id()).subList(0, count)) {
      choices.add(new Choice(style, settings.model(), propensity, band));
    }
    return choices;
  }

  private static boolean fits(Route route, DocumentFacts document) {
    boolean anyQuality =
        route.minQuality() == -Double.MAX_VALUE && route.belowQuality() == Double.MAX_VALUE;
    boolean quality =
        document.quality() >= route.minQuality() && document.quality() < route.belowQuality();
    return isOneOf(route.languages(), document.language()) && (anyQuality || quality);
  }

  private static boolean isOneOf(List<String> languages, String language) {
    return languages.isEmpty() || languages.contains(language);
  }

  private List<String> drawn(List<String> styles, String id) {
    return styles.stream()
        .sorted(
            Comparator.comparingDouble((String style) -> uniform("style\n" + style, id))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** A number in [0, 1). */
  private double uniform(String what, String id) {
    Hash128 hash = Hash128.of("rephrase\n" + settings.seed() + '\n' + what + '\n' + id);
    return (hash.high() >>> 11) * 0x1p-53;
  }
}
