package io.millrace.rephrase.budget;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteBudgetTest extends BudgetContract {

  @TempDir Path folder;

  @Override
  String url() {
    return "sqlite:" + folder.resolve("budget.db");
  }

  @Override
  int rounds() {
    return 1;
  }
}
