package dev.inlet.aws;

import dev.inlet.standin.Clients;
import java.util.Map;

/** Something that speaks Firehose and S3. */
interface AwsServer extends AutoCloseable {
  Clients clients();

  /** Under this variable names of the SDK. */
  default Map<String, String> environment() {
    var clients = clients();
    return Map.of(
        "AWS_ENDPOINT_URL", clients.endpoint().toString(),
        "AWS_REGION", clients.region(),
        "AWS_ACCESS_KEY_ID", clients.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", clients.secretAccessKey(),
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  @Override
  void close();
}
