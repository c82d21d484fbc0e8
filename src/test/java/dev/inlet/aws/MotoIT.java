package dev.inlet.aws;

/**
 * moto: it shows that the calls are what someone else reads as Firehose's and S3's. It enforces no
 * limits of Firehose, checks no signatures and no checksums, never fails a record, and writes an
 * object a call.
 */
class MotoIT extends DeliveryContract {
  @Override
  AwsServer server() {
    return PythonServer.moto();
  }
}
