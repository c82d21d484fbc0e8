package dev.inlet.ops;

import dev.inlet.delivery.Shipper;
import dev.inlet.spool.Spool;

/** One kind of lines on its way through: where it is kept, and who delivers it. */
public record Stream(String name, Spool spool, Shipper shipper) {}
