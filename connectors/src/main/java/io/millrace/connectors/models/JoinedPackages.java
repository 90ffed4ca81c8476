package io.millrace.connectors.models;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that is split over several packages, in order.
 *
 * @param parts at least one
 */
public record JoinedPackages(List<PackageFile> parts) implements PackageSource {

  public JoinedPackages {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("'parts' is empty; there must be one or more");
    }
  }

  @Override
  public String toString() {
    return parts.stream().map(PackageFile::toString).collect(Collectors.joining(" and "));
  }
}
