package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.tree.HtmlParser;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BlockFeaturesTest {

  private static PageView page(String markup) {
    return PageView.read("", HtmlParser.parse(markup, ExtractSettings.defaults()), true);
  }

  @Test
  void windowsSumTheBlocksAround() {
    PageView page = page("<p>One two.<p><a href=x>abcd</a> efgh<p>last");
    FeatureRow row = new FeatureRow(true);
    new Windows(page).put(row, "w", 1, 1);
    assertThat(row.names())
        .containsExactly("w link density", "w sentence density", "w rules", "w length");
    assertThat(row.values()[0]).isEqualTo((float) (4 / 19.0));
    assertThat(row.values()[1]).isEqualTo((float) (1 / 5.0));
    assertThat(row.values()[3]).isEqualTo((float) Math.log1p(19));
    row.clear();
    new Windows(page).put(row, "w", 2, 1);
    assertThat(row.values()[0]).isEqualTo((float) (4 / 12.0));
    row.clear();
    new Windows(page).put(row, "w", 0, 0);
    assertThat(row.values()[3]).isEqualTo((float) Math.log1p(7));
  }

  @Test
  void elementsAroundHaveNumbersAndDistances() {
    PageView page = page("<article><section><ul><li>one<li>two</ul></section></article><x-y>three");
    AroundBlocks around = new AroundBlocks(page);
    int item = page.blocks().get(0).owner();
    assertThat(around.tag(item)).isEqualTo(2);
    assertThat(around.tag(-1)).isEqualTo(-2);
    assertThat(around.embedded(item)).isZero();
    FeatureRow row = new FeatureRow(true);
    around.putNearest(row, item);
    assertThat(row.size()).isEqualTo(AroundBlocks.NEAREST);
    assertThat(row.values()[row.names().indexOf("in li")]).isZero();
    assertThat(row.values()[row.names().indexOf("in section")]).isEqualTo(2);
    assertThat(row.values()[row.names().indexOf("in article")]).isEqualTo(3);
    assertThat(row.values()[row.names().indexOf("in table")]).isEqualTo(99);
  }

  @Property(tries = 60)
  void incrementalRowsEqualNewOnes(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder markup = new StringBuilder();
    List<String> parts =
        List.of(
            "<div class=card>",
            "</div>",
            "<p>",
            "word ",
            "<li>",
            "<ul>",
            "</ul>",
            "<h2>",
            "</h2>",
            "<a href=x>link</a> ",
            "<br><br>",
            "<table><tr><td>",
            "</table>");
    for (int i = 0; i < 120; i++) {
      markup.append(parts.get(random.nextInt(parts.size())));
    }
    PageView page = page(markup.toString());
    BlockFeatures features = BlockFeatures.ofAll(page);
    FeatureRow row = new FeatureRow(false);
    for (int block = 0; block < page.blocks().size(); block++) {
      row.clear();
      features.put(row, block, block - 1);
      FeatureRow anew = new FeatureRow(false);
      features.put(anew, block);
      assertThat(row.size()).isEqualTo(anew.size());
      assertThat(Arrays.copyOf(row.values(), row.size()))
          .isEqualTo(Arrays.copyOf(anew.values(), anew.size()));
    }
  }

  @Test
  void glanceFeaturesEqualThoseOfTheFirstLook() {
    PageView page =
        page(
            "<nav><ul><li><a href=x>one</a><li><a href=y>two</a></ul></nav><h1>The mill</h1>"
                + "<div><p>"
                + "It has ground the corn of the village for ages. ".repeat(4)
                + "<p>And it will.<p>And it will.</div><footer>2026</footer>");
    Glance glance = new Glance(page, new Surroundings(page));
    BlockFeatures features = BlockFeatures.ofAll(page);
    for (int block = 0; block < page.blocks().size(); block++) {
      FeatureRow few = new FeatureRow(true);
      glance.put(few, block);
      FeatureRow all = new FeatureRow(true);
      features.put(all, block);
      assertThat(few.names()).isSubsetOf(all.names());
      for (int i = 0; i < few.size(); i++) {
        String name = few.names().get(i);
        assertThat(few.values()[i]).as(name).isEqualTo(all.values()[all.names().indexOf(name)]);
      }
    }
  }

  @Test
  void rowsFindTheirChanges() {
    FeatureRow row = new FeatureRow(false);
    row.put("a", 0);
    row.put("b", 2);
    row.put("c", 3);
    assertThat(row.findChanges()).isEqualTo(2);
    assertThat(row.changes()).startsWith(1, 2);
    row.clear();
    row.put("a", 1);
    row.putSame(1);
    row.put("c", 4);
    assertThat(row.findChanges()).isEqualTo(2);
    assertThat(row.changes()).startsWith(0, 2);
    assertThat(row.values()).startsWith(1, 2, 4);
  }
}
