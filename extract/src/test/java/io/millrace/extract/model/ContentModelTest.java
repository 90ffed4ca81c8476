package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.model.ContentChoice.Reason;
import io.millrace.extract.tree.HtmlParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;

class ContentModelTest {

  private static final String SENTENCE =
      "The old mill by the river has ground the corn of the village for three hundred years.";

  /** Log odds of 2 for blocks that are not links, plus 1 under an element of class post. */
  private static ContentModel model() throws IOException {
    return model("trees 0\n");
  }

  private static ContentModel model(String glance) throws IOException {
    List<String> names = ContentModel.Names.COMPUTED.all;
    String trees =
        "trees 2\ntree 2\n%d 0.5 -1 -2 1.0\n2.0 -2.0\ntree 2\n%d 0.0 -1 -2 0.25\n0.0 1.0\n";
    String content =
        String.format(
            java.util.Locale.ROOT,
            trees,
            names.indexOf("link density"),
            names.indexOf("own words most"));
    return new ContentModel(
        forest(7, ContentModel.Names.COMPUTED.page, types()),
        forest(1, Glance.names(), glance),
        forest(1, names, content),
        silent(SecondLook.names()),
        silent(Candidates.names()),
        Lexicon.read(new StringReader("millrace-lexicon 1\nown\n1.50 post\n"), "lexicon"));
  }

  /**
   * Trees with the same output for every row, so that the usual cut by the first look is chosen.
   */
  private static BoostedTrees silent(List<String> names) throws IOException {
    return forest(1, names, "trees 0\n");
  }

  /** Trees for which every page is a forum. */
  private static String types() {
    StringBuilder trees = new StringBuilder("trees 7\n");
    IntStream.range(0, 7).forEach(i -> trees.append("tree 1\n").append(i == 3 ? "2.0\n" : "0.0\n"));
    return trees.toString();
  }

  private static BoostedTrees forest(int outputs, List<String> names, String trees)
      throws IOException {
    String head = "millrace-trees 1\noutputs " + outputs + "\nfeatures " + names.size() + "\n";
    return BoostedTrees.read(
        new StringReader(head + String.join("\n", names) + "\n" + trees), "model");
  }

  /** A different sentence for each number, because repeated text is left out. */
  private static String sentence(int number) {
    String ending = "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    return SENTENCE.replaceAll("(?=[ .])", ending);
  }

  private static PageView page(int paragraphs) {
    String links = "<p><a href=x>A link to another page</a>".repeat(5);
    String texts =
        IntStream.range(0, paragraphs)
            .mapToObj(i -> "<p class=post>" + sentence(i))
            .collect(Collectors.joining());
    return PageView.read("", HtmlParser.parse(links + texts, ExtractSettings.defaults()), true);
  }

  @Test
  void keepsTheBlocksWithHighScores() throws IOException {
    ContentChoice choice = model().choose(page(12));
    assertThat(choice.pageType()).isEqualTo("forum");
    assertThat(choice.kept().stream().boxed().toList())
        .containsExactlyElementsOf(IntStream.range(5, 17).boxed().toList());
    assertThat(choice.scores()[0]).isEqualTo((float) BoostedTrees.sigmoid(-2));
    assertThat(choice.scores()[5]).isEqualTo((float) BoostedTrees.sigmoid(3));
    assertThat(choice.threshold()).isEqualTo(choice.scores()[5]);
  }

  @Test
  void repeatedTextIsLeftOut() throws IOException {
    String quoting = "<p class=post>" + sentence(3) + "<p class=post>I doubt what you say there";
    String texts =
        IntStream.range(0, 12)
            .mapToObj(i -> "<p class=post>" + sentence(i))
            .collect(Collectors.joining());
    PageView page =
        PageView.read("", HtmlParser.parse(texts + quoting, ExtractSettings.defaults()), true);
    assertThat(model().choose(page).kept().stream().boxed().toList())
        .hasSize(13)
        .contains(3, 13)
        .doesNotContain(12);
  }

  @Test
  void givesReasonsForABlock() throws IOException {
    ContentChoice choice = model().choose(page(12));
    assertThat(choice.reasons(5))
        .containsExactly(
            new Reason("link density", 0, 1.0), new Reason("own words most", 1.5, .75));
    assertThat(choice.reasons(0).get(0)).isEqualTo(new Reason("link density", 1, -3.0));
  }

  @Test
  void blocksLeftOutByTheGlanceGetNoSecondLook() throws IOException {
    String unlessTheRulesKeepIt = "trees 1\ntree 2\n0 0.5 -1 -2 1.0\n-3.0 3.0\n";
    assertThat(Glance.names().get(0)).isEqualTo("rules");
    ContentChoice choice = model(unlessTheRulesKeepIt).choose(page(12));
    assertThat(choice.scores()[0]).isZero();
    assertThat(choice.scores()[5]).isEqualTo((float) BoostedTrees.sigmoid(3));
    assertThat(choice.kept()).isEqualTo(model().choose(page(12)).kept());
    assertThat(choice.reasons(0)).containsExactly(new Reason("rules", 0, -4.0));
    assertThat(choice.reasons(5).get(0)).isEqualTo(new Reason("link density", 0, 1.0));
  }

  @Test
  void rulesChooseIfNoBlockPassesTheGlance() throws IOException {
    PageView page = page(12);
    ContentChoice choice = model("trees 1\ntree 1\n-9.0\n").choose(page);
    assertThat(choice.kept()).isEqualTo(page.rules());
  }

  @Test
  void rulesChooseOnSmallPages() throws IOException {
    PageView page = page(2);
    ContentChoice choice = model().choose(page);
    assertThat(choice.kept()).isEqualTo(page.rules());
    assertThat(choice.pageType()).isEmpty();
    assertThat(choice.reasons(0)).isEmpty();
  }

  @Test
  void pagesOfMoreThan64BlocksAreScoredAlike() throws IOException {
    ContentChoice choice = model().choose(page(200));
    assertThat(choice.kept().cardinality()).isEqualTo(200);
    assertThat(choice.scores())
        .hasSize(205)
        .contains((float) BoostedTrees.sigmoid(3), Index.atIndex(5 + 199));
  }

  @Test
  void modelsForOtherFeaturesAreRejected() throws IOException {
    BoostedTrees types = forest(7, ContentModel.Names.COMPUTED.page, types());
    Lexicon lexicon = new Lexicon(new long[0], new float[0]);
    BoostedTrees second = silent(SecondLook.names());
    BoostedTrees cuts = silent(Candidates.names());
    BoostedTrees glance = silent(Glance.names());
    assertThatThrownBy(() -> new ContentModel(types, glance, types, second, cuts, lexicon))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("feature 0 of the model of main content is 'url forum' and should be")
        .hasMessageContaining("'length'");
  }

  @Test
  void theShippedModelHasTheFeaturesOfTheCode() {
    ContentChoice choice = ContentModel.standard().choose(page(30));
    assertThat(PageType.NAMES).contains(choice.pageType());
    assertThat(choice.kept().get(20)).isTrue();
    assertThat(choice.reasons(20)).hasSize(5);
  }
}
