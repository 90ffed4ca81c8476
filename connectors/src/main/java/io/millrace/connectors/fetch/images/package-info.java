/**
 * Fetches images from the web within the limits of each host.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.images.ImageFetcher}. {@code FetchTask} fetches
 * one image: it follows redirects, checks the site's rules, and retries with increasing waits.
 * {@code HostQueues} limits requests in total, per host and per second. {@code DataUrl} decodes
 * images that are inside an address.
 *
 * <p>Traps: one fetcher serves the whole process; two fetchers would double the load on each host.
 * Callbacks run in the fetcher's threads and must be short. A redirect starts again in the queue of
 * its own host, with the rules of that host.
 */
package io.millrace.connectors.fetch.images;
