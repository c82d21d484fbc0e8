package dev.inlet.generate;

import java.util.function.Consumer;

/** Who comes to the app, again and again or once. */
interface Visitor {
  /** When the next visit begins; {@link Long#MAX_VALUE} when there is none. */
  long nextMillis();

  /** Makes the next visit; its posts arrive after it began, in any order. */
  void visit(Consumer<Post> posts);
}
