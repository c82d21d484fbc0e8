package dev.inlet.delivery.s3;

import dev.inlet.delivery.Copies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Copies in a bucket, whether it keeps versions or not. A few are on the way at once. */
final class S3Copies implements Copies {
  private static final int AT_ONCE = 8;

  private static final String NEEDED =
      "s3:ListBucketVersions on arn:aws:s3:::%1$s, and s3:GetObject, s3:PutObject and"
          + " s3:DeleteObjectVersion on arn:aws:s3:::%1$s/%2$s*";

  private final S3 s3;
  private final S3Config config;
  private final Asking asking;

  S3Copies(S3 s3, S3Config config) {
    this.s3 = s3;
    this.config = config;
    this.asking = new Asking(config);
  }

  @Override
  public List<Copy> list(String prefix) throws IOException {
    var bytes = new TreeMap<String, Long>();
    var versions = new TreeMap<String, List<String>>();
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
      var page = asking.answer(() -> s3.client().listObjectVersions(request), NEEDED);
      add(page, bytes, versions);
      key = page.nextKeyMarker();
      id = page.nextVersionIdMarker();
    } while (key != null);
    return versions.entrySet().stream()
        .map(all ->
            new Copy(all.getKey(), bytes.getOrDefault(all.getKey(), Copy.GONE), all.getValue()))
        .toList();
  }

  /** A marker says that an object was deleted, and is a version, too. */
  private void add(
      ListObjectVersionsResponse page,
      Map<String, Long> bytes,
      Map<String, List<String>> versions) {
    for (var version : page.versions()) {
      var key = version.key().substring(config.prefix().length());
      versions.computeIfAbsent(key, none -> new ArrayList<>()).add(version.versionId());
      if (Boolean.TRUE.equals(version.isLatest())) {
        bytes.put(key, version.size());
      }
    }
    for (var marker : page.deleteMarkers()) {
      var key = marker.key().substring(config.prefix().length());
      versions.computeIfAbsent(key, none -> new ArrayList<>()).add(marker.versionId());
    }
  }

  @Override
  public void put(Map<String, Path> files) throws IOException {
    each(files.entrySet(), file -> put(file.getKey(), AsyncRequestBody.fromFile(file.getValue())));
  }

  private void put(String key, AsyncRequestBody body) throws IOException {
    var request =
        PutObjectRequest.builder().bucket(config.bucket()).key(config.prefix() + key).build();
    Objects.requireNonNull(asking.answer(() -> s3.client().putObject(request, body), NEEDED));
  }

  @Override
  public void remove(Collection<Copy> copies) throws IOException {
    each(
        copies,
        copy -> {
          for (var version : copy.versions()) {
            var request =
                DeleteObjectRequest.builder()
                    .bucket(config.bucket())
                    .key(config.prefix() + copy.key())
                    .versionId(version)
                    .build();
            Objects.requireNonNull(asking.answer(() -> s3.client().deleteObject(request), NEEDED));
          }
        });
  }

  @Override
  public Optional<String> note(String key) throws IOException {
    boolean isThere =
        list(key).stream().anyMatch(copy -> copy.key().equals(key) && copy.bytes() >= 0);
    if (!isThere) {
      return Optional.empty();
    }
    var request =
        GetObjectRequest.builder().bucket(config.bucket()).key(config.prefix() + key).build();
    var bytes =
        asking.answer(
            () -> s3.client().getObject(request, AsyncResponseTransformer.toBytes()), NEEDED);
    return Optional.of(bytes.asUtf8String());
  }

  @Override
  public void leave(String key, String note) throws IOException {
    put(key, AsyncRequestBody.fromString(note));
  }

  @FunctionalInterface
  private interface Work<T> {
    void run(T one) throws IOException;
  }

  private static <T> void each(Collection<T> all, Work<T> work) throws IOException {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var begun =
          all.stream()
              .map(one ->
                  threads.submit(() -> {
                    work.run(one);
                    return one;
                  }))
              .toList();
      try {
        for (var one : begun) {
          one.get();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", hurried);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
