/**
 * Shared types of fetching from the web: settings, addresses, results, opt-outs.
 *
 * <p>The entry point is {@code io.millrace.connectors.fetch.images.ImageFetcher}. {@link
 * io.millrace.connectors.fetch.FetchSettings} are the settings of the stage, {@link
 * io.millrace.connectors.fetch.FetchResult} is the result for an address. {@link
 * io.millrace.connectors.fetch.AddressRules} decides which IP addresses may be contacted: private
 * and local ones never, unless the settings allow them. {@link io.millrace.connectors.fetch.OptOut}
 * decides from a page or the headers of a response whether the owner reserves the image. {@link
 * io.millrace.connectors.fetch.Backoff} gives the wait after a failure, such as status 429 or 503.
 *
 * <p>{@code http} sends requests, {@code rules} reads robots.txt and TDM reservations, {@code
 * store} keeps results on disk, {@code images} schedules the requests. docs/decisions/0008 has the
 * reasons.
 */
package io.millrace.connectors.fetch;
