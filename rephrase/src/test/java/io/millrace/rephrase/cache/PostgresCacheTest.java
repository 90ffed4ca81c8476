package io.millrace.rephrase.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.store.TestPostgres;
import org.junit.jupiter.api.Test;

class PostgresCacheTest extends CompletionCacheContract {

  private final String url = TestPostgres.newDatabase();

  @Override
  String url() {
    return url;
  }

  @Test
  void theDescriptionHasNoPassword() {
    assertThat(cache.stats().where()).startsWith("postgresql://localhost:").doesNotContain("@");
  }
}
