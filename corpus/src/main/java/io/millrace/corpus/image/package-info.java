/** Images as models take them. */
package io.millrace.corpus.image;
