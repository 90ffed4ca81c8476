/** Near duplicates of documents that were emitted before, in files that stay. */
package io.millrace.dedup.index;
