package dev.inlet.standin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of what ListObjectVersions lists, without folders. */
record VersionPage(
    String bucket, String prefix, int max, List<Versions.Version> page, boolean isTruncated) {
  private static final int VERSIONS_MAX = 1_000;

  static VersionPage of(Map<String, String> parameters, String bucket, Versions versions) {
    if (parameters.containsKey("delimiter")) {
      throw new Refusal(501, "NotImplemented", "The stand-in lists without delimiter.");
    }
    var prefix = parameters.getOrDefault("prefix", "");
    var all = versions.list(bucket, prefix);
    int from = after(all, parameters.get("key-marker"), parameters.get("version-id-marker"));
    int max = Math.min(VERSIONS_MAX, Integer.parseInt(parameters.getOrDefault("max-keys", "1000")));
    int to = Math.min(all.size(), from + max);
    return new VersionPage(bucket, prefix, max, all.subList(from, to), to < all.size());
  }

  /** Where the list goes on: behind this version, or without one behind all of the key. */
  private static int after(List<Versions.Version> all, @Nullable String key, @Nullable String id) {
    int at = 0;
    while (key != null && at < all.size() && all.get(at).key().compareTo(key) <= 0) {
      var version = all.get(at);
      at++;
      if (version.key().equals(key) && version.id().equals(id)) {
        return at;
      }
    }
    return at;
  }

  String xml() {
    var xml = new StringBuilder();
    xml.append("<ListVersionsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    S3Endpoint.element(xml, "Name", bucket);
    S3Endpoint.element(xml, "Prefix", prefix);
    S3Endpoint.element(xml, "MaxKeys", String.valueOf(max));
    S3Endpoint.element(xml, "IsTruncated", String.valueOf(isTruncated));
    if (isTruncated) {
      S3Endpoint.element(xml, "NextKeyMarker", page.getLast().key());
      S3Endpoint.element(xml, "NextVersionIdMarker", page.getLast().id());
    }
    page.forEach(version -> append(xml, version));
    return xml.append("</ListVersionsResult>").toString();
  }

  private static void append(StringBuilder xml, Versions.Version version) {
    var content = version.content();
    var name = content == null ? "DeleteMarker" : "Version";
    xml.append('<').append(name).append('>');
    S3Endpoint.element(xml, "Key", version.key());
    S3Endpoint.element(xml, "VersionId", version.id());
    S3Endpoint.element(xml, "IsLatest", String.valueOf(version.isLatest()));
    S3Endpoint.element(xml, "LastModified", "2000-01-01T00:00:00.000Z");
    if (content != null) {
      S3Endpoint.element(xml, "ETag", S3Endpoint.etag(content));
      S3Endpoint.element(xml, "Size", String.valueOf(content.length));
      S3Endpoint.element(xml, "StorageClass", "STANDARD");
    }
    xml.append("</").append(name).append('>');
  }
}
