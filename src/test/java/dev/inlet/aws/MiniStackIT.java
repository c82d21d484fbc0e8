package dev.inlet.aws;

import java.util.List;
import java.util.Map;

/**
 * MiniStack: a second reading of the same documents. It refuses more than 500 records, records
 * above 1,000 KiB and wrong checksums; it takes calls above 4 MiB, and checks no signatures.
 */
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
