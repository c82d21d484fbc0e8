package dev.inlet.delivery.s3;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The objects of a bucket. */
final class S3Objects implements RawObjects {
  private static final String OLD_VERSIONS =
      "s3:ListBucketVersions on arn:aws:s3:::%1$s, and s3:GetObjectVersion and"
          + " s3:DeleteObjectVersion on arn:aws:s3:::%1$s/%2$s*";

  private final S3 s3;
  private final S3Config config;
  private final Asking asking;

  S3Objects(S3 s3, S3Config config) {
    this.s3 = s3;
    this.config = config;
    this.asking = new Asking(config);
  }

  @Override
  public void each(String prefix, Taker taker) throws IOException {
    String token = null;
    do {
      var request =
          ListObjectsV2Request.builder()
              .bucket(config.bucket())
              .prefix(config.prefix() + prefix)
              .continuationToken(token)
              .build();
      var page = asking.answer(() -> s3.client().listObjectsV2(request));
      for (var object : page.contents()) {
        var key = object.key().substring(config.prefix().length());
        if (!key.substring(key.lastIndexOf('/') + 1).startsWith(".")) {
          taker.take(new RawObject(key, object.size()));
        }
      }
      token = page.nextContinuationToken();
    } while (token != null);
  }

  @Override
  public InputStream read(String key) throws IOException {
    var request =
        GetObjectRequest.builder().bucket(config.bucket()).key(config.prefix() + key).build();
    return asking.answer(
        () -> s3.client().getObject(request, AsyncResponseTransformer.toBlockingInputStream()));
  }

  @Override
  public void write(String key, Path content) throws IOException {
    var request =
        PutObjectRequest.builder().bucket(config.bucket()).key(config.prefix() + key).build();
    Objects.requireNonNull(
        asking.answer(() -> s3.client().putObject(request, AsyncRequestBody.fromFile(content))));
  }

  @Override
  public List<OldVersion> oldVersions(String prefix) throws IOException {
    var versions = new ArrayList<OldVersion>();
    String key = null;
    String id = null;
    do {
      var request =
          ListObjectVersionsRequest.builder()
              .bucket(config.bucket())
              .prefix(config.prefix() + prefix)
              .keyMarker(key)
              .versionIdMarker(id)
              .build();
      var page = asking.answer(() -> s3.client().listObjectVersions(request), OLD_VERSIONS);
      for (var version : page.versions()) {
        if (!Boolean.TRUE.equals(version.isLatest())) {
          versions.add(
              new OldVersion(
                  version.key().substring(config.prefix().length()), version.versionId()));
        }
      }
      key = page.nextKeyMarker();
      id = page.nextVersionIdMarker();
    } while (key != null);
    return versions;
  }

  @Override
  public InputStream read(OldVersion version) throws IOException {
    var request =
        GetObjectRequest.builder()
            .bucket(config.bucket())
            .key(config.prefix() + version.key())
            .versionId(version.id())
            .build();
    return asking.answer(
        () -> s3.client().getObject(request, AsyncResponseTransformer.toBlockingInputStream()),
        OLD_VERSIONS);
  }

  @Override
  public void delete(OldVersion version) throws IOException {
    var request =
        DeleteObjectRequest.builder()
            .bucket(config.bucket())
            .key(config.prefix() + version.key())
            .versionId(version.id())
            .build();
    Objects.requireNonNull(asking.answer(() -> s3.client().deleteObject(request), OLD_VERSIONS));
  }
}
