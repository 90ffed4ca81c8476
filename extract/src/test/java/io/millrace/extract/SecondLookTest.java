package io.millrace.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class SecondLookTest {

  @Test
  void looksAgainAtSixBlocksToBothSidesOfAScore() {
    float[] scores = new float[20];
    assertThat(SecondLook.worthIt(scores)).isEmpty();
    scores[9] = .01f;
    assertThat(SecondLook.worthIt(scores)).containsExactly(IntStream.rangeClosed(3, 15).toArray());
    scores[9] = .0099f;
    assertThat(SecondLook.worthIt(scores)).isEmpty();
    assertThat(SecondLook.worthIt(new float[0])).isEmpty();
  }

  @Test
  void blocksAtTheSamePlaceOfCardsAndTheHeadingsAboveAreLookedAt() {
    String card = "<div class=card><h3>Sack</h3><span class=price>$ 5</span></div>";
    PageView page =
        new PageView("", Parser.parse("<h1>Mill</h1>" + card.repeat(2) + "<p>End.", ""), true);
    assertThat(page.blocks()).hasSize(6);
    float[] scores = {.75f, .5f, .25f, .875f, .125f, .0625f};
    float[] kept = new float[6 * SecondLook.keptSize()];
    SecondLook look = new SecondLook(page, new BlockFeatures(page), kept, scores);
    float[] price = row(look, 2);
    assertThat(number(price, "mean of path")).isEqualTo((.25f + .125f) / 2);
    assertThat(number(price, "count of path")).isEqualTo((.25f + .125f) / 2);
    assertThat(number(price, "score of path before")).isEqualTo(-1);
    assertThat(number(price, "score of path after")).isEqualTo(.125f);
    assertThat(number(price, "score of heading")).isEqualTo(.5f);
    assertThat(number(price, "least of headings")).isEqualTo(.5f);
    float[] title = row(look, 3);
    assertThat(number(title, "score of path before")).isEqualTo(.5f);
    assertThat(number(title, "score of heading")).isEqualTo(-1);
    assertThat(number(title, "least of headings")).isEqualTo(.75f);
    assertThat(number(row(look, 5), "least of headings")).isEqualTo(.75f);
  }

  private static float[] row(SecondLook look, int block) {
    FeatureRow row = new FeatureRow(false);
    look.put(row, block, new float[PageType.NAMES.size()]);
    return row.values();
  }

  private static float number(float[] row, String name) {
    return row[SecondLook.names().indexOf(name)];
  }

  @Property(tries = 300)
  void leavesOutThoseInTheMidstOfLowScores(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] scores = new float[random.nextInt(60)];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(9) == 0 ? .5f : .001f;
    }
    int[] expected =
        IntStream.range(0, scores.length)
            .filter(
                block ->
                    IntStream.rangeClosed(block - 6, block + 6)
                        .filter(near -> near >= 0 && near < scores.length)
                        .anyMatch(near -> scores[near] >= .01f))
            .toArray();
    assertThat(SecondLook.worthIt(scores)).containsExactly(expected);
  }
}
