package io.millrace.connectors.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

  @Test
  void requestsAreServedInOrder() {
    BodyBudget budget = new BodyBudget(10);
    List<String> served = new ArrayList<>();
    budget.ask(6, () -> served.add("a"));
    budget.ask(6, () -> served.add("b"));
    budget.ask(1, () -> served.add("c")); // would fit, but must not overtake b for ever
    assertThat(served).containsExactly("a");
    assertThat(budget.free()).isEqualTo(4);
    budget.giveBack(6);
    assertThat(served).containsExactly("a", "b", "c");
    assertThat(budget.free()).isEqualTo(3);
    budget.giveBack(7);
    assertThat(budget.free()).isEqualTo(10);
  }
}
