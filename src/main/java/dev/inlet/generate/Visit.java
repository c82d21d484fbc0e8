package dev.inlet.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What is done in a visit, in order of time, and sent as apps send it. */
final class Visit {
  private static final List<String> PAGES = List.of("/", "/pricing", "/reports", "/team", "/docs");
  private static final List<String> THEMES = List.of("dark", "light", "🌈");
  private static final int BATCH = 10;
  private static final double USES_AGAIN = 0.5;
  private static final double LATE = 0.1;
  private static final double AGAIN = 0.02;
  private static final double BAD = 0.01;
  private static final double ASTRAY = 0.1;
  private static final long LATE_MILLIS_MIN = Duration.ofHours(1).toMillis();
  private static final long LATE_MILLIS_MAX = Duration.ofDays(3).toMillis();
  private static final long ASTRAY_MILLIS = Duration.ofDays(3 * 365).toMillis();

  private final Traits traits;
  private final Bodies bodies;
  private final RandomGenerator luck;
  private final String user;
  private final Consumer<Post> posts;
  private final String source;
  private final List<ObjectNode> done = new ArrayList<>();
  private long now;
  private long clockMillis;

  Visit(
      Traits traits,
      Bodies bodies,
      RandomGenerator luck,
      String user,
      long begin,
      Consumer<Post> posts) {
    this.traits = traits;
    this.bodies = bodies;
    this.luck = luck;
    this.user = user;
    this.posts = posts;
    now = begin;
    source = traits.isOnPhone() ? Bodies.PHONE : Bodies.WEB;
  }

  /** Looks around, and uses what this one uses. */
  void browse(boolean isFirst) {
    if (!isFirst && traits.isAstray() && luck.nextDouble() < ASTRAY) {
      clockMillis = luck.nextBoolean() ? ASTRAY_MILLIS : -ASTRAY_MILLIS;
    }
    view();
    for (var feature : traits.features()) {
      if (isFirst || luck.nextDouble() < USES_AGAIN) {
        use(feature);
        view();
      }
    }
    if (luck.nextDouble() < Feature.PLACEBO_SHARE) {
      does(Feature.PLACEBO, Bodies.object().put("article", luck.nextInt(100)));
    }
    for (int more = luck.nextInt(4); more > 0; more--) {
      view();
    }
  }

  private void view() {
    var metadata = Bodies.object().put("page", PAGES.get(luck.nextInt(PAGES.size())));
    does("page_viewed", metadata.put("load_ms", luck.nextInt(80, 2000)));
  }

  private void use(Feature feature) {
    switch (feature) {
      case TEAMMATE_INVITED -> {
        pause();
        var role = Bodies.object().put("role", luck.nextBoolean() ? "editor" : "viewer");
        send(bodies.fromServer(user, feature.eventName(), role, now));
      }
      case REPORT_CREATED -> {
        var report = Bodies.object().put("rows", luck.nextLong(1L << 20));
        does(feature.eventName(), report.put("cost", luck.nextInt(10_000) / 100.0));
      }
      case IMPORT_FAILED ->
          does(feature.eventName(), Bodies.object().put("line", luck.nextInt(10_000)));
      case THEME_CHANGED ->
          does(
              feature.eventName(),
              Bodies.object().put("theme", THEMES.get(luck.nextInt(THEMES.size()))));
    }
  }

  void signUp(String email, String cookie) {
    does("signed_up", Bodies.object().put("with", luck.nextBoolean() ? "email" : "google"));
    alias(email, cookie);
    profile(
        email,
        Bodies.object()
            .put("name", traits.name())
            .put("plan", "free")
            .put("country", traits.place().country())
            .put("time_zone", traits.place().zone().getId())
            .put("language", traits.place().language()));
  }

  void alias(String newUser, String originalUser) {
    pause();
    send(bodies.alias(source, newUser, originalUser, now));
  }

  void profile(String id, ObjectNode attributes) {
    pause();
    send(bodies.profile(id, attributes, now));
  }

  private void does(String event, ObjectNode metadata) {
    pause();
    done.add(bodies.event(event, metadata, now + clockMillis));
    if (!traits.isOnPhone() && done.size() == BATCH) {
      flush(false);
    }
  }

  /**
   * Sends the rest.
   *
   * @param mayBeLate when the phone has no network
   */
  void end(boolean mayBeLate) {
    flush(mayBeLate && traits.isOnPhone() && luck.nextDouble() < LATE);
    if (luck.nextDouble() < BAD) {
      posts.accept(bodies.bad(source, user, now));
    }
  }

  private void flush(boolean isLate) {
    if (done.isEmpty()) {
      return;
    }
    var post = bodies.track(source, user, done, now + luck.nextLong(50, 2000));
    done.clear();
    if (isLate) {
      send(post.as(Post.Kind.LATE).after(luck.nextLong(LATE_MILLIS_MIN, LATE_MILLIS_MAX)));
    } else {
      send(clockMillis == 0 ? post : post.as(Post.Kind.ASTRAY));
    }
  }

  private void send(Post post) {
    posts.accept(post);
    if (luck.nextDouble() < AGAIN) {
      posts.accept(post.as(Post.Kind.AGAIN).after(luck.nextLong(1_000, 30_000)));
    }
  }

  private void pause() {
    now += luck.nextLong(2_000, 90_000);
  }
}
