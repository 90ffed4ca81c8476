package io.millrace.shards.text;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Generated documents for tests. */
public final class Samples {

  private Samples() {}

  /** Documents of one language in order of id. */
  public static List<Document> documents(String language, int count, int words) {
    Random random = new Random(language.hashCode());
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < words; w++) {
        text.append(Integer.toString(random.nextInt(1 << 20), 36)).append(w % 9 == 8 ? '\n' : ' ');
      }
      text.append("ığüş 中文 😀");
      String id = Hash128.of(language + i).toHex();
      Map<String, String> metadata = i % 3 == 0 ? Map.of() : Map.of("b", "2", "a", "ı" + i);
      Document document =
          new Document(
              id,
              text.toString(),
              "https://example.org/" + language + "/" + i,
              "2019-02-18T07:18:49Z",
              "mC4",
              language,
              0.5 + i / (2.0 * count),
              new TreeMap<>(metadata));
      Origin origin = new Origin("0".repeat(32), "medium", "m\u0131", "ab", i);
      documents.add(i % 5 == 4 ? document.withOrigin(origin) : document);
    }
    documents.sort((a, b) -> a.id().compareTo(b.id()));
    return documents;
  }
}
