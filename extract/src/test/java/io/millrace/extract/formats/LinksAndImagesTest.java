package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.ImageCandidate;
import io.millrace.extract.Link;
import io.millrace.extract.images.Images;
import io.millrace.extract.images.SourceSet;
import io.millrace.extract.links.Links;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksAndImagesTest {

  private static final String TEXT =
      "The old mill by the river has ground the village's corn for three hundred years.";

  private static final String PAGE =
      "<body><nav><a href='/home'>Home</a> <a href='#top'>Top</a></nav><img src='/logo.png'>"
          + "<article><h1>The mill</h1><p>"
          + TEXT
          + " <a href='more' rel='UGC nofollow'>More <b>of it</b></a></p><figure>"
          + "<img src='data:image/gif;base64,R0' data-src='mill.jpg' alt='A &amp; B' title=T"
          + " width=640 height=480px><figcaption>The <i>mill</i></figcaption></figure><p>"
          + TEXT.toUpperCase(java.util.Locale.ROOT)
          + "</p></article><footer><a href='mailto:a@b.example'>Mail</a>"
          + "<a href=http://other.example/><img alt=Other src=o.png></a>"
          + "<img src=t.gif width=1 height=1></footer>";

  private static Extraction rich(String markup) throws ExtractionException {
    return DocumentExtractor.withLinksAndImages(ExtractSettings.defaults())
        .extract(Pages.html(markup));
  }

  private static List<String> images(String markup) throws ExtractionException {
    return rich(markup).images().stream().map(ImageCandidate::url).toList();
  }

  @Test
  void listsLinks() throws ExtractionException {
    List<Link> links = rich(PAGE).links();
    assertThat(links)
        .extracting(Link::url)
        .containsExactly(
            "https://site.example/home", "https://site.example/dir/more", "http://other.example/");
    assertThat(links).extracting(Link::text).containsExactly("Home", "More of it", "Other");
    assertThat(links.get(1).rel()).containsExactly("nofollow", "ugc");
    assertThat(links).extracting(Link::inContent).containsExactly(false, true, false);
  }

  @Test
  void listsImages() throws ExtractionException {
    List<ImageCandidate> images = rich(PAGE).images();
    assertThat(images)
        .extracting(ImageCandidate::url)
        .containsExactly(
            "https://site.example/logo.png",
            "https://site.example/dir/mill.jpg",
            "https://site.example/dir/o.png");
    ImageCandidate mill = images.get(1);
    assertThat(mill.alt()).isEqualTo("A & B");
    assertThat(mill.title()).isEqualTo("T");
    assertThat(mill.caption()).isEqualTo("The mill");
    assertThat(mill.width()).isEqualTo(640);
    assertThat(mill.height()).isEqualTo(480);
    assertThat(mill.textBefore()).startsWith(TEXT);
    assertThat(mill.textAfter()).isEqualTo("The mill");
    assertThat(images).extracting(ImageCandidate::inContent).containsExactly(false, true, false);
  }

  @Test
  void linksAndImagesAreOnlyListedOnRequest() throws ExtractionException {
    Extraction plain = Pages.extract(Pages.html(PAGE));
    assertThat(plain.links()).isEmpty();
    assertThat(plain.images()).isEmpty();
    assertThat(plain.text()).isEqualTo(rich(PAGE).text());
  }

  @Test
  void theBaseOfThePageIsUsed() throws ExtractionException {
    assertThat(images("<base href='//cdn.example/a/'><p>x<img src=b.png>"))
        .containsExactly("https://cdn.example/a/b.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=/a.png>",
        "<img srcset='/b.png 100w, /a.png 2000w' src=/c.png>",
        "<img data-srcset='/b.png, /a.png 2x' src=/c.png>",
        "<img data-lazy-src=/a.png src=/spacer.gif>",
        "<img src=/blank.gif><noscript><img src=/a.png></noscript>",
        "<picture><source srcset='/a.png 2x'><img src='data:image/gif;base64,xx'></picture>",
        "<picture><source srcset='/b.webp'><img src=/a.png></picture>",
        "<amp-img src=/a.png></amp-img>",
        "<img src=/a.png><img src=/a.png alt=twice>"
      })
  void findsLazyAndResponsiveImages(String markup) throws ExtractionException {
    List<String> urls = images("<p>" + TEXT + markup);
    assertThat(urls).contains("https://site.example/a.png");
    assertThat(urls).doesNotContain("https://site.example/b.png", "https://site.example/c.png");
    assertThat(urls).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img>",
        "<img src=''>",
        "<img src=javascript:x>",
        "<img src='http://'>",
        "<img width=0 height=0 src=a.png>",
        "<img src='data:image/png;base64,xx'>"
      })
  void ignoresPlaceholdersAndTrackingPixels(String markup) throws ExtractionException {
    assertThat(images("<p>" + TEXT + markup)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.png | a.png",
        "a.png 1x, b.png 2x | b.png",
        "a.png 300w,b.png 200w | a.png",
        "a,b.png 1x | a,b.png",
        "a.png, b.png 1.5x | b.png",
        "data:image/png;base64,xx 5x, a.png | a.png",
        "a.png (x,y) 9x, b.png 3x | a.png",
        ", , | ``"
      })
  void picksTheLargestSource(String srcset, String url) {
    assertThat(SourceSet.largest(srcset)).isEqualTo(url);
  }

  @Property
  void anySourceSetGivesASubstringOfItself(@ForAll("sourceSets") String srcset) {
    String url = SourceSet.largest(srcset);
    assertThat(srcset).contains(url);
    assertThat(url).doesNotContain(" ").doesNotEndWith(",");
  }

  @Provide
  Arbitrary<String> sourceSets() {
    return Arbitraries.of(
            "a.png", "b", ",", " ", "1x", "300w", "(", ")", "data:", "x", "1e5x", "\t")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }

  @Test
  @Timeout(30)
  void floodsAreBounded() throws ExtractionException {
    assertThat(rich("<p>" + TEXT + "<a href=a><img src=b>".repeat(50_000)).links())
        .hasSize(Links.MAX_LINKS);
    StringBuilder images = new StringBuilder("<figure>");
    for (int i = 0; i < 100_000; i++) {
      images.append("<img src=").append(i).append(">");
    }
    assertThat(rich(images.toString()).images()).hasSize(Images.MAX_IMAGES);
    assertThat(rich("<figure><img src=a>".repeat(100_000)).images()).hasSize(1);
    assertThat(rich("<a href=x><table><td>".repeat(100_000)).links()).isNotEmpty();
  }
}
