package io.millrace.extract;

import io.millrace.corpus.Page;

/**
 * Extracts the main text of a page. The same page gives the same result on every run and thread.
 * Uses no network. Used by one thread at a time.
 */
public interface Extractor {

  /**
   * @throws ExtractionException if the page is of a supported type but cannot be extracted
   */
  Extraction extract(Page page) throws ExtractionException;
}
