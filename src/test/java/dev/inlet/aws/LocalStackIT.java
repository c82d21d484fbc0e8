package dev.inlet.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.standin.Clients;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack, in the last version that needs no account: what most teams test against. It does not
 * check signatures, nor keep Firehose's quotas.
 */
class LocalStackIT extends DeliveryContract {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  @Override
  AwsServer server() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "there is no Docker engine here");
    var container = new LocalStackContainer(IMAGE).withServices("s3", "firehose");
    container.start();
    var clients =
        new Clients(
            container.getEndpoint(),
            container.getRegion(),
            container.getAccessKey(),
            container.getSecretKey());
    return new AwsServer() {
      @Override
      public Clients clients() {
        return clients;
      }

      @Override
      public void close() {
        container.stop();
      }
    };
  }
}
