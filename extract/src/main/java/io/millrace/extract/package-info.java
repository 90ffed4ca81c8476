/** Bytes to text: the main content of pages and other documents. */
package io.millrace.extract;
