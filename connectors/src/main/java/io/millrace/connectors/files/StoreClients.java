package io.millrace.connectors.files;

import org.apache.beam.sdk.io.aws2.common.ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Clients of Amazon's store go to the region that a bucket is in. Other stores have no regions, and
 * take a bucket's name in the path: not every one of them has a host for each bucket.
 */
public final class StoreClients implements S3ClientBuilderFactory {

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    S3ClientBuilder builder =
        ClientBuilderFactory.getFactory(options).create(S3Client.builder(), options);
    return options.getEndpoint() == null
        ? builder.crossRegionAccessEnabled(true)
        : builder.forcePathStyle(true);
  }
}
