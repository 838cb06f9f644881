package io.esmm.longrun;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.esmm.cli.EsmmCommandLine;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A command of ESMM in a JVM of its own, which then prints what the heap held at most after a
 * collection. A program, because the heap's size is an option of the JVM.
 */
final class MeasuredCommand {
  /** Finds in the output how many bytes the heap held at most after a collection. */
  static final String MOST = "heap at most ([0-9]+) of";

  /** Finds in the output how many bytes the heap may have. */
  static final String LIMIT = "heap at most [0-9]+ of ([0-9]+)";

  private MeasuredCommand() {}

  public static void main(String[] arguments) {
    AtomicLong peak = new AtomicLong();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, _) -> {
                if (notification.getUserData() instanceof CompositeData data) {
                  peak.accumulateAndGet(heapAfter(data), Math::max);
                }
              },
              null,
              null);
    }
    int code = EsmmCommandLine.standard().run(arguments);
    System.gc();
    MemoryUsage now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    peak.accumulateAndGet(now.getUsed(), Math::max);
    System.out.println("heap at most " + peak + " of " + now.getMax());
    System.exit(code);
  }

  /** The bytes of all heap pools after a collection. */
  private static long heapAfter(CompositeData data) {
    List<String> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .toList();
    return GarbageCollectionNotificationInfo.from(data)
        .getGcInfo()
        .getMemoryUsageAfterGc()
        .entrySet()
        .stream()
        .filter(pool -> heap.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }
}
