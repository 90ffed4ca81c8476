/** Keys and signatures that compare documents: URL, exact text, MinHash. */
package io.millrace.dedup;
