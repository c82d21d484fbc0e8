package dev.inlet.delivery.firehose;

import java.util.ArrayList;
import java.util.List;

/**
 * What one call may hold.
 *
 * @param records how many records
 * @param bytes how many bytes of them, before base64
 */
record CallLimits(int records, int bytes) {
  static final CallLimits PUT_RECORD_BATCH = new CallLimits(500, 4 << 20);

  /** Cuts packets into calls, in order. */
  List<List<Packet>> cut(List<Packet> packets) {
    var calls = new ArrayList<List<Packet>>();
    List<Packet> call = new ArrayList<>();
    long size = 0;
    for (var packet : packets) {
      if (!call.isEmpty() && (call.size() == records || size + packet.size() > bytes)) {
        calls.add(call);
        call = new ArrayList<>();
        size = 0;
      }
      call.add(packet);
      size += packet.size();
    }
    if (!call.isEmpty()) {
      calls.add(call);
    }
    return calls;
  }
}
