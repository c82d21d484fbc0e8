package dev.inlet.spool;

/** Is told, once, what became of an append. Must not block: it runs on the spool's own thread. */
@FunctionalInterface
public interface Receipt {
  void completed(Appended appended);
}
