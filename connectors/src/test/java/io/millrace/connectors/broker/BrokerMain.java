package io.millrace.connectors.broker;

import java.nio.file.Files;
import java.nio.file.Path;

/** Formats a new data folder and runs the broker. */
final class BrokerMain {

  private static final String CLUSTER = "bWlsbHJhY2UtdGVzdC1pZA";

  private BrokerMain() {}

  /**
   * @param arguments the properties file and the data folder
   */
  public static void main(String[] arguments) {
    if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
      String[] format = {"format", "-t", CLUSTER, "-c", arguments[0]};
      kafka.tools.StorageTool.execute(format, System.out);
    }
    kafka.Kafka.main(new String[] {arguments[0]});
  }
}
