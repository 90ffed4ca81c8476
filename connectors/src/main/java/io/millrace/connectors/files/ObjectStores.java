package io.millrace.connectors.files;

import io.millrace.corpus.FailureMessage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * Configures Beam's file systems from environment variables that the stores' own tools read and
 * Beam ignores.
 *
 * <ul>
 *   <li>{@code AWS_ENDPOINT_URL_S3}, or {@code AWS_ENDPOINT_URL}: address of an S3-compatible
 *       store, such as MinIO, Ceph or R2.
 *   <li>{@code AWS_REGION}, {@code AWS_DEFAULT_REGION}, or the profile's region. Beam would also
 *       query the machine's metadata service at every start, even without S3, which takes over a
 *       second if there is none. Without a region, requests go to the bucket's region.
 * </ul>
 *
 * Beam reads credentials itself.
 */
public final class ObjectStores {

  /** Variables of AWS's tools; the first one that is set counts. */
  private static final List<String> ENDPOINTS = List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");

  private static final List<String> REGIONS = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

  private static final int NOT_FOUND = 404;

  private ObjectStores() {}

  /** Prepares Beam's file systems outside of a run. */
  public static void prepare() {
    FileSystems.setDefaultPipelineOptions(known(PipelineOptionsFactory.create()));
  }

  /** Adds the environment's values to options, which are sent to the workers of a run. */
  public static <T extends PipelineOptions> T known(T options) {
    configure(options, System.getenv());
    return options;
  }

  /** Ignores wrong values; {@link #check} reports them when they matter. */
  static void configure(PipelineOptions options, Map<String, String> environment) {
    S3Options s3 = options.as(S3Options.class);
    s3.setS3ClientFactoryClass(StoreClients.class);
    s3.setAwsRegion(region(environment));
    first(ENDPOINTS, environment)
        .map(environment::get)
        .filter(ObjectStores::isAddress)
        .ifPresent(address -> s3.setEndpoint(URI.create(address.strip())));
  }

  private static Region region(Map<String, String> environment) {
    Optional<String> set = first(REGIONS, environment);
    if (set.isPresent()) {
      return Region.of(environment.get(set.get()).strip());
    }
    try {
      return new AwsProfileRegionProvider().getRegion();
    } catch (SdkClientException | IllegalArgumentException noProfile) {
      return Region.US_EAST_1;
    }
  }

  /**
   * Checks the environment variables of a scheme's file system.
   *
   * @throws IllegalArgumentException when one is wrong
   */
  static void check(String scheme) {
    if (scheme.equals("s3")) {
      checkEndpoint(System.getenv());
    }
  }

  static void checkEndpoint(Map<String, String> environment) {
    first(ENDPOINTS, environment)
        .filter(name -> !isAddress(environment.get(name)))
        .ifPresent(
            name -> {
              String must = ", must be an address such as http://localhost:9000";
              throw new IllegalArgumentException(name + " is " + environment.get(name) + must);
            });
  }

  private static Optional<String> first(List<String> names, Map<String, String> environment) {
    return names.stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).findFirst();
  }

  private static boolean isAddress(String value) {
    try {
      return BeamFiles.isOfServer(URI.create(value.strip()));
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  /**
   * Converts an exception of a store's client, which Beam does not wrap. Callers do not name
   * classes of the client, so that work on local files does not load them.
   *
   * @return a {@link FileNotFoundException} when there is no such file
   * @throws RuntimeException {@code answer} itself, when it is not of a store's client
   */
  static IOException failure(String file, RuntimeException answer) {
    if (!(answer instanceof SdkException)) {
      throw answer;
    }
    boolean missing = answer instanceof SdkServiceException said && said.statusCode() == NOT_FOUND;
    String why = file + ": " + reason(answer);
    IOException failure = missing ? new FileNotFoundException(why) : new IOException(why);
    failure.initCause(answer);
    return failure;
  }

  /**
   * Why a store did not accept a file, without the file's name.
   *
   * @throws RuntimeException {@code answer} itself, when it is not of a store's client
   */
  static IOException unwritable(RuntimeException answer) {
    if (!(answer instanceof SdkException)) {
      throw answer;
    }
    return new IOException(reason(answer), answer);
  }

  /** Why a file system failed, in one short line; AWS's own messages list every provider. */
  static String reason(Throwable failed) {
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
        return answerReason(answer.statusCode(), answer.awsErrorDetails());
      }
      if (at instanceof SdkException client) {
        return clientReason(FailureMessage.orKind(client));
      }
    }
    return FailureMessage.orKind(failed);
  }

  /** A response to a HEAD request has no body, so only the status is known. */
  private static String answerReason(int status, AwsErrorDetails details) {
    String code = details.errorCode() == null ? "status " + status : details.errorCode();
    return details.errorMessage() == null ? code : code + ", " + details.errorMessage();
  }

  private static String clientReason(String message) {
    if (message.startsWith("Unable to load credentials")) {
      return "no credentials for S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
    }
    return message;
  }
}
