package dev.inlet.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Has the console of a server open, and takes all that it shows. */
final class Watcher implements AutoCloseable {
  private static final int OK = 200;

  private final InputStream stream;

  Watcher(int port) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + port + "/debug/stream");
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != OK) {
      throw new IOException("the console answers " + answer.statusCode());
    }
    stream = answer.body();
    Thread.ofPlatform().daemon().name("watcher").start(this::read);
  }

  private void read() {
    try {
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // It has been closed, here or there.
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
