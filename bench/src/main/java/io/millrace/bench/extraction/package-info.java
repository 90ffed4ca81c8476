/** Main-content extraction side by side with peers: scores against a truth, and speed. */
package io.millrace.bench.extraction;
