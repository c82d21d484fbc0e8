package dev.inlet.lake.glue;

import dev.inlet.lake.TableDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Glue's catalog, as the AWS variables of the environment describe it. */
public final class GlueDirectory implements TableDirectory {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ATTEMPT_MAX = Duration.ofSeconds(15);
  private static final Duration CALL_MAX = Duration.ofMinutes(1);

  private final Supplier<GlueAsyncClient> connect;
  private @Nullable GlueAsyncClient client;

  public GlueDirectory() {
    this(GlueDirectory::connected);
  }

  GlueDirectory(Supplier<GlueAsyncClient> connect) {
    this.connect = connect;
  }

  /** The SDK tries again by itself what may heal. */
  private static GlueAsyncClient connected() {
    return GlueAsyncClient.builder()
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().connectionTimeout(CONNECT_MAX))
        .overrideConfiguration(
            override -> override.apiCallAttemptTimeout(ATTEMPT_MAX).apiCallTimeout(CALL_MAX))
        .build();
  }

  /** There is none, too, when its database is not known. */
  @Override
  public Optional<Entry> entry(String database, String table) throws IOException {
    try {
      var found = answer(() -> client().getTable(get -> get.databaseName(database).name(table)));
      return Optional.of(
          new Entry(
              Objects.requireNonNullElse(found.table().versionId(), ""),
              found.table().parameters(),
              Objects.requireNonNullElse(found.table().description(), "")));
    } catch (IOException e) {
      if (e.getCause() instanceof EntityNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void add(Description table) throws IOException {
    try {
      create(table);
    } catch (IOException e) {
      if (!(e.getCause() instanceof EntityNotFoundException)) {
        throw e;
      }
      createDatabase(table.database());
      create(table);
    }
  }

  private void create(Description table) throws IOException {
    var input = input(table, Map.of(), "");
    answer(() ->
        client().createTable(create -> create.databaseName(table.database()).tableInput(input)));
  }

  private void createDatabase(String name) throws IOException {
    try {
      answer(
          () -> client().createDatabase(create -> create.databaseInput(input -> input.name(name))));
    } catch (IOException e) {
      if (!(e.getCause() instanceof AlreadyExistsException)) {
        throw e;
      }
    }
  }

  /** No version of it is kept: a build would add one every minute. */
  @Override
  public void move(Entry from, Description to) throws IOException {
    var input = input(to, from.parameters(), from.comment());
    var version = from.version().isEmpty() ? null : from.version();
    answer(() ->
        client()
            .updateTable(update ->
                update
                    .databaseName(to.database())
                    .tableInput(input)
                    .versionId(version)
                    .skipArchive(true)));
  }

  private static TableInput input(Description table, Map<String, String> before, String comment) {
    var parameters = new HashMap<>(before);
    parameters.putAll(table.parameters());
    var columns =
        table.columns().stream()
            .map(column -> Column.builder().name(column.name()).type(column.type()).build())
            .toList();
    return TableInput.builder()
        .name(table.table())
        .description(comment.isEmpty() ? null : comment)
        .tableType("EXTERNAL_TABLE")
        .parameters(parameters)
        .storageDescriptor(
            StorageDescriptor.builder().location(table.location()).columns(columns).build())
        .build();
  }

  @FunctionalInterface
  private interface Call<T> {
    CompletableFuture<T> start();
  }

  private static <T> T answer(Call<T> call) throws IOException {
    try {
      return call.start().join();
    } catch (CompletionException | SdkException e) {
      var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      throw new IOException(words(cause), cause);
    }
  }

  private static String words(Throwable failure) {
    return failure instanceof ConcurrentModificationException
        ? "Glue: somebody else changed a table at the same time"
        : "Glue: " + failure.getMessage();
  }

  private synchronized GlueAsyncClient client() {
    var connected = client == null ? connect.get() : client;
    client = connected;
    return connected;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
