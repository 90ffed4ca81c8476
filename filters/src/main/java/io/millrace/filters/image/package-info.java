/** Filters of images and of the texts that go with them. */
package io.millrace.filters.image;
