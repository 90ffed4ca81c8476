package io.millrace.rephrase.cache;

class MemoryCacheTest extends CompletionCacheContract {

  @Override
  String url() {
    return "memory:";
  }
}
