/**
 * Fetches images from the web, politely and safely. {@link
 * io.millrace.connectors.fetch.ImageFetcher} is the way in; docs/decisions/0008 says why it is as
 * it is.
 */
package io.millrace.connectors.fetch;
