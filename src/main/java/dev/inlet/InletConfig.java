package dev.inlet;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.NativeCode;
import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.lake.LakeConfig;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a process listens, and where it keeps what it has.
 *
 * @param port the port that takes requests; 0 for any that is free
 * @param host the address that it listens on
 * @param data the folder of the spool, and of the lake on a laptop
 * @param sink where lines are delivered
 * @param managementPort the port that health and metrics are on; null for the one of requests
 */
@ConfigurationProperties("inlet")
record InletConfig(
    @Bindable(defaultValue = "8080") @Min(0) @Max(65535) int port,
    @Bindable(defaultValue = "127.0.0.1") @NotBlank String host,
    @Bindable(defaultValue = "data") @NotBlank String data,
    @Bindable(defaultValue = "directory") Destination sink,
    @Min(1) @Max(65535) @Nullable Integer managementPort) {
  InletConfig {
    if (managementPort != null && managementPort == port) {
      throw new IllegalArgumentException(
          "inlet.management-port: it is the port that takes requests; leave it empty to have"
              + " health and metrics there");
    }
  }

  /** Refuses what contradicts itself. */
  void refuseWithout(
      DeliveryConfig delivery, FirehoseConfig firehose, S3Config s3, LakeConfig lake) {
    if (delivery.compression() == Compression.ZSTD) {
      refuseWithoutZstd();
    }
    if (sink == Destination.FIREHOSE && firehose.streams().isEmpty()) {
      throw new Unusable(
          "INLET_SINK (inlet.sink) is 'firehose', but no stream is named. Set INLET_FIREHOSE_STREAMS"
              + " (inlet.firehose.streams).");
    }
    if (sink == Destination.S3 && s3.bucket().isEmpty()) {
      throw new Unusable(
          "INLET_SINK (inlet.sink) is 's3', but no bucket is named. Set INLET_S3_BUCKET"
              + " (inlet.s3.bucket).");
    }
    if (sink != Destination.DIRECTORY && s3.bucket().isEmpty() && !lake.every(false).isZero()) {
      throw new Unusable(
          "INLET_LAKE_EVERY (inlet.lake.every) is set, but no bucket is named that raw objects are"
              + " in. Set INLET_S3_BUCKET (inlet.s3.bucket).");
    }
    if (lake.catalog().equals(LakeConfig.GLUE)
        && lake.warehouse().isEmpty()
        && s3.bucket().isEmpty()) {
      throw new Unusable(LakeConfig.NO_BUCKET);
    }
    if (lake.rawDays() != null && sink != Destination.DIRECTORY) {
      throw new Unusable(
          "INLET_LAKE_RAW_DAYS (inlet.lake.raw-days) is set, but raw objects are in a bucket, where"
              + " nothing is deleted. Give the bucket a lifecycle rule.");
    }
    if (lake.rawDays() != null && lake.every(true).isZero()) {
      throw new Unusable(
          "INLET_LAKE_RAW_DAYS (inlet.lake.raw-days) is set, but INLET_LAKE_EVERY (inlet.lake.every)"
              + " is 0s: raw objects go when they are in the tables.");
    }
  }

  private static void refuseWithoutZstd() {
    try {
      NativeCode.check("its library");
    } catch (IOException e) {
      throw new Unusable(
          "INLET_DELIVERY_COMPRESSION (inlet.delivery.compression) is 'zstd', but "
              + e.getMessage());
    }
  }

  /** How lines are cut for the sink, which has a say in how long they wait if nobody else has. */
  DeliveryConfig cutting(DeliveryConfig delivery, Environment environment) {
    return sink == Destination.S3 && !environment.containsProperty("inlet.delivery.linger-max")
        ? new DeliveryConfig(S3Config.LINGER_MAX, delivery.objectBytesMax(), delivery.compression())
        : delivery;
  }

  /** Whether only programs of this machine can reach it. */
  boolean isOnLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException notYet) {
      return false;
    }
  }

  Path spool(String stream) {
    return Path.of(data).resolve("spool").resolve(stream);
  }

  /** What was acknowledged, for {@code inlet verify}. */
  Path ledger() {
    return Path.of(data).resolve("ledger");
  }

  /** Where objects wait until they are in the bucket. */
  Path outgoing() {
    return Path.of(data).resolve("outgoing");
  }

  Path lake() {
    return Path.of(data).resolve("lake");
  }

  /** The tables. */
  Path warehouse() {
    return lake().resolve("warehouse");
  }

  Path raw() {
    return lake().resolve("raw");
  }
}
