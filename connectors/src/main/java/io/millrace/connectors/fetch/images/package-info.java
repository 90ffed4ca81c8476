/**
 * Fetches images from the web, politely and safely.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.images.ImageFetcher}. {@code FetchTask} is one
 * image: it follows redirects, asks the site's rules, retries with growing waits. {@code
 * HostQueues} limits requests in all, per host and per second. {@code DataUrl} decodes images that
 * are in the address itself.
 */
package io.millrace.connectors.fetch.images;
