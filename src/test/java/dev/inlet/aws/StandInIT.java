package dev.inlet.aws;

import dev.inlet.standin.Clients;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Our own strict stand-in: it shows that limits, signatures and checksums are kept as they are
 * documented. It can not show where we misread the documents.
 */
class StandInIT extends DeliveryContract {
  @Override
  AwsServer server() throws IOException {
    var folder = Path.of("target", "aws", "stand-in", UUID.randomUUID().toString());
    var standIn = StandIn.start(Setup.in(folder.toAbsolutePath()));
    return new AwsServer() {
      @Override
      public Clients clients() {
        return Clients.of(standIn);
      }

      @Override
      public void close() {
        standIn.close();
      }
    };
  }
}
