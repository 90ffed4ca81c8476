package io.millrace.extract;

import io.millrace.corpus.Page;

/**
 * Takes the main text out of a page. The same page gives the same result on every run and thread;
 * no network is touched. Used by one thread at a time.
 */
public interface Extractor {

  /**
   * @throws ExtractionException when the page is of a supported type and cannot be taken apart
   */
  Extraction extract(Page page) throws ExtractionException;
}
