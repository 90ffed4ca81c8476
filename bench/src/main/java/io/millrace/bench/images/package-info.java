/** Whole runs over lists of images: what they are made of, and the server they are fetched from. */
package io.millrace.bench.images;
