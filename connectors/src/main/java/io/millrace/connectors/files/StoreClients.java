package io.millrace.connectors.files;

import org.apache.beam.sdk.io.aws2.common.ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Creates clients of S3. Clients of Amazon's S3 use the region of the bucket. Other stores have no
 * regions, and get the bucket's name in the path, because not all have a host for each bucket.
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
