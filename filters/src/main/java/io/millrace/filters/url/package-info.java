/** Block lists of domains, URLs and words. */
package io.millrace.filters.url;
