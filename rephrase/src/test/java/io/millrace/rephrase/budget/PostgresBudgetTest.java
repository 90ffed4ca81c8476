package io.millrace.rephrase.budget;

import io.millrace.rephrase.store.TestPostgres;

class PostgresBudgetTest extends BudgetContract {

  private final String url = TestPostgres.newDatabase();

  @Override
  String url() {
    return url;
  }

  @Override
  int rounds() {
    return 1;
  }
}
