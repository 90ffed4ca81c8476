package io.millrace.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.trainer.data.TextTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClozeTaskTest {

  private static List<HeldOutDocument> documents(String language, int count) {
    List<HeldOutDocument> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text =
          "The mill of village number "
              + i
              + " stood at the river for many years. It had "
              + (i + 2)
              + " wheels of oak and iron. Nobody knew why.";
      documents.add(new HeldOutDocument(language + i, new TextTag(language, "", false), text));
    }
    return documents;
  }

  @Test
  void choicesAreOfTheSameLanguage() {
    List<HeldOutDocument> documents = documents("en", 12);
    documents.addAll(documents("xx", 3));
    List<ClozeQuestion> questions = ClozeTask.questions(documents, 10);
    assertThat(questions).hasSize(10).allMatch(question -> question.language().equals("en"));
    for (ClozeQuestion question : questions) {
      assertThat(question.choices()).hasSize(4).doesNotHaveDuplicates();
      int number = Integer.parseInt(question.document().substring(2));
      assertThat(question.choices().get(question.right()))
          .isEqualTo(" It had " + (number + 2) + " wheels of oak and iron.");
      assertThat(question.context()).endsWith("for many years.");
    }
    assertThat(questions).extracting(ClozeQuestion::right).contains(0, 1, 2, 3);
  }

  @Test
  void orderOfDocumentsDoesNotMatter() {
    List<HeldOutDocument> documents = documents("en", 30);
    List<HeldOutDocument> others = new ArrayList<>(documents);
    Collections.shuffle(others, new Random(3));
    assertThat(ClozeTask.questions(others)).isEqualTo(ClozeTask.questions(documents));
  }

  @Test
  void textsOfOneSentenceGiveNoQuestion() {
    List<HeldOutDocument> tooShort =
        Collections.nCopies(9, new HeldOutDocument("a", new TextTag("en", "", false), "Short."));
    assertThat(ClozeTask.questions(tooShort)).isEmpty();
  }
}
