package io.millrace.dedup;

import java.io.IOException;

/** Takes marks one by one where they lie, in {@link MarkLayout}. */
@FunctionalInterface
interface MarkVisitor {
  void visit(byte[] bytes, int at) throws IOException;
}
