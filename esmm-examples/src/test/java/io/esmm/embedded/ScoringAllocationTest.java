package io.esmm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.scoring.Predictions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call makes its result and next to nothing else, once its memory has grown to the requests. */
class ScoringAllocationTest {
  private static final int CANDIDATES = 200;
  private static final int HISTORY = 50;

  /** Arrays' and objects' headers, a node of the queue of workspaces. */
  private static final long SMALL = 2_000;

  private static Request request() {
    List<String> history = new ArrayList<>();
    for (int i = 0; i < HISTORY; i++) {
      history.add(String.valueOf(i % 7));
    }
    Request.Builder request = Request.builder().set("user", "u3").set("history", history);
    for (int i = 0; i < CANDIDATES; i++) {
      request
          .candidate()
          .set("item", String.valueOf(i % 6))
          .set("tags", Map.of("t1", 1.5))
          .set("price", i + 0.5)
          .set("stock", i * 1.0);
    }
    return request.build();
  }

  /**
   * Vector kernels box their vectors until they are compiled, which is not what is measured here.
   * The workspace that the first call makes keeps the kernels that are chosen during it.
   */
  private static void onScalarKernels(Runnable firstCall) {
    String before = System.getProperty("esmm.kernels");
    System.setProperty("esmm.kernels", "scalar");
    try {
      firstCall.run();
    } finally {
      if (before == null) {
        System.clearProperty("esmm.kernels");
      } else {
        System.setProperty("esmm.kernels", before);
      }
    }
  }

  @Test
  void requestOf200CandidatesAllocatesItsResultAndLittleElse() {
    EsmmModel model = SmallShop.model();
    Request request = request();
    onScalarKernels(() -> model.predict(request));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Predictions last = model.predict(request);
    long least = Long.MAX_VALUE;
    for (int call = 0; call < 30; call++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      last = model.predict(request);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // Logit, conditional and joint probability of two events.
    long result = 3L * 2 * CANDIDATES * Double.BYTES;
    // A map of weights makes a set, an iterator and an entry for each candidate, 72 bytes.
    long maps = CANDIDATES * 80L;
    assertThat(last.size()).isEqualTo(CANDIDATES);
    assertThat(least).isGreaterThanOrEqualTo(result);
    assertThat(least).isLessThan(result + maps + SMALL);
  }
}
