/** Removes lines that are not the document's own: its tail, scripts, cookie notices. */
package io.millrace.filters.lineclean;
