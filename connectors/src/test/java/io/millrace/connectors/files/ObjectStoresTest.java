package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectStoresTest {

  private static S3Options options(Map<String, String> environment) {
    S3Options options = PipelineOptionsFactory.as(S3Options.class);
    ObjectStores.configure(options, environment);
    return options;
  }

  @Test
  void theFirstEndpointAndRegionThatAreSetCount() {
    S3Options both =
        options(
            Map.of(
                "AWS_ENDPOINT_URL_S3", " http://localhost:9000 ",
                "AWS_ENDPOINT_URL", "http://other:1",
                "AWS_REGION", "eu-north-1",
                "AWS_DEFAULT_REGION", "us-west-2"));
    assertThat(both.getEndpoint()).hasToString("http://localhost:9000");
    assertThat(both.getAwsRegion()).hasToString("eu-north-1");
    S3Options other =
        options(
            Map.of(
                "AWS_ENDPOINT_URL_S3", "",
                "AWS_ENDPOINT_URL", "https://store.example/s3",
                "AWS_DEFAULT_REGION", "us-west-2"));
    assertThat(other.getEndpoint()).hasToString("https://store.example/s3");
    assertThat(other.getAwsRegion()).hasToString("us-west-2");
    assertThat(options(Map.of("AWS_REGION", "eu-north-1")).getEndpoint()).isNull();
  }

  @Test
  void otherStoresGetTheBucketInThePath() {
    for (Map<String, String> environment :
        new Map[] {Map.of("AWS_REGION", "eu-north-1"), Map.of("AWS_ENDPOINT_URL", "http://x:1")}) {
      S3Options options = options(environment);
      assertThat(options.getS3ClientFactoryClass()).isEqualTo(StoreClients.class);
      assertThatCode(() -> new StoreClients().createBuilder(options)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"store:9000", "localhost", "ftp://store/", "http://", "a b", "/path"})
  void rejectsInvalidEndpoints(String wrong) {
    Map<String, String> environment = Map.of("AWS_ENDPOINT_URL", wrong);
    assertThat(options(environment).getEndpoint()).isNull();
    assertThatThrownBy(() -> ObjectStores.checkEndpoint(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "AWS_ENDPOINT_URL is %s, must be an address such as http://localhost:9000", wrong);
  }

  @Test
  void reasonsAreReadable() {
    Throwable bucket =
        NoSuchBucketException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("NoSuchBucket")
                    .errorMessage("The specified bucket does not exist")
                    .build())
            .build();
    assertThat(ObjectStores.reason(new IOException(bucket)))
        .isEqualTo("NoSuchBucket, The specified bucket does not exist");
    assertThat(
            ObjectStores.reason(
                new IOException(
                    SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain X"))))
        .startsWith("no credentials for S3: set AWS_ACCESS_KEY_ID");
    assertThat(
            ObjectStores.reason(
                S3Exception.builder()
                    .statusCode(403)
                    .awsErrorDetails(AwsErrorDetails.builder().build())
                    .build()))
        .isEqualTo("status 403");
    assertThat(ObjectStores.reason(SdkClientException.create("Connection refused")))
        .isEqualTo("Connection refused");
    assertThat(ObjectStores.reason(new FileNotFoundException("/x"))).isEqualTo("/x");
  }

  /** A store without files that rejects writes. */
  @Test
  void storeExceptionsBecomeIoExceptions() throws IOException {
    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        exchange -> {
          boolean read = List.of("HEAD", "GET").contains(exchange.getRequestMethod());
          exchange.sendResponseHeaders(
              read && exchange.getRequestURI().getPath().endsWith("gone") ? 404 : 403, -1);
          exchange.close();
        });
    store.start();
    try {
      S3Options options =
          options(Map.of("AWS_ENDPOINT_URL", "http://localhost:" + store.getAddress().getPort()));
      options.setAwsCredentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("mill", "grain")));
      FileSystems.setDefaultPipelineOptions(options);
      assertThatThrownBy(() -> BeamFiles.open("s3://mill/gone"))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageStartingWith("s3://mill/gone: ");
      assertThatThrownBy(() -> BeamFiles.open("s3://mill/kept"))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageStartingWith("s3://mill/kept: ");
      assertThatThrownBy(() -> DurableFiles.write(BeamFiles.file("s3://mill/kept"), new byte[] {1}))
          .isExactlyInstanceOf(IOException.class);
    } finally {
      store.stop(0);
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    }
  }
}
