package dev.inlet.aws;

import java.util.List;
import java.util.Map;

/** MiniStack: a second reading of the same documents, with Firehose's limits of a batch. */
class MiniStackIT extends DeliveryContract {
  @Override
  AwsServer server() {
    return PythonServer.start(
        "ministack",
        "ministack==1.5.*",
        List.of("ministack"),
        Map.of("GATEWAY_PORT", "PORT", "BIND_HOST", "127.0.0.1"));
  }
}
