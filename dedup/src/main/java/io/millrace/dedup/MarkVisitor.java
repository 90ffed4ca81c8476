package io.millrace.dedup;

import java.io.IOException;

/** Receives marks in place, in the format of {@link MarkLayout}. */
@FunctionalInterface
interface MarkVisitor {
  void visit(byte[] bytes, int at) throws IOException;
}
