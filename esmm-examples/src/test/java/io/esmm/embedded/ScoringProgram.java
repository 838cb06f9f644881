package io.esmm.embedded;

import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.scoring.Predictions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program that scores, run in a JVM of its own: loads the model of a folder and prints the
 * probabilities of one request, the threads that were started meanwhile, and which modules and
 * classes there are.
 */
final class ScoringProgram {
  private ScoringProgram() {}

  public static void main(String[] arguments) {
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    EsmmModel model = EsmmModel.load(Path.of(arguments[0]));
    Request request =
        Request.builder()
            .set("user", "u3")
            .set("history", List.of(1, 2))
            .candidate()
            .set("item", 2)
            .set("tags", Map.of("t1", 1.5))
            .set("price", 7.5)
            .set("stock", 3)
            .build();
    Predictions p = model.predict(request);
    List<String> started = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread)) {
        started.add(thread.getName());
      }
    }
    System.out.println("click " + p.joint("click", 0));
    System.out.println("purchase " + p.joint("purchase", 0));
    System.out.println("threads " + started);
    System.out.println(
        "vector " + ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    System.out.println("data " + isThere("io.esmm.data.prepare.Preparation"));
    System.out.println("eval " + isThere("io.esmm.eval.MetricName"));
    System.out.println("duckdb " + isThere("org.duckdb.DuckDBDriver"));
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
