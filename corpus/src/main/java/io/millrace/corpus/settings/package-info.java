/**
 * What a recipe can set: annotations that describe, bound and document the components of settings
 * records.
 */
package io.millrace.corpus.settings;
