package dev.inlet.aws;

import java.util.List;
import java.util.Map;

/**
 * moto: it shows that the calls are what someone else reads as Firehose's and S3's. It enforces no
 * limits of Firehose, checks no signatures and no checksums, never fails a record, and writes an
 * object a call.
 */
class MotoIT extends DeliveryContract {
  @Override
  AwsServer server() {
    return PythonServer.start(
        "moto",
        "moto[server]==5.2.*",
        List.of("moto_server", "-H", "127.0.0.1", "-p", "PORT"),
        Map.of());
  }
}
