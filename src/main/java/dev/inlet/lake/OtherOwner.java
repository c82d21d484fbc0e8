package dev.inlet.lake;

import java.io.IOException;

/** What is to be published would take the place of what another builder published. */
final class OtherOwner extends IOException {
  private static final long serialVersionUID = 1L;

  private OtherOwner(String message) {
    super(message);
  }

  static OtherOwner of(String what) {
    return new OtherOwner(
        "%s was published by another data folder, or by this one before it was put back: end the other"
                .formatted(what)
            + " builder, and say --take-over once; or name other databases in"
            + " INLET_LAKE_GLUE_DATABASES and another place in INLET_LAKE_WAREHOUSE");
  }

  static OtherOwner unknown(String what) {
    return new OtherOwner(
        what
            + " was not made by 'inlet lake build', and stays as it is: name other databases in"
            + " INLET_LAKE_GLUE_DATABASES");
  }
}
