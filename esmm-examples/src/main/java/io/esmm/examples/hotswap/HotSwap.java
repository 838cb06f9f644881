package io.esmm.examples.hotswap;

import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.scoring.Predictions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Scores with a model that may be replaced at any time. A call takes the model once and stays with
 * it, so that it never mixes two versions and never waits; calls that begin after the replacement
 * use the new one. The old version is garbage as soon as its last call returns, and with it the
 * mapping of its large tables: a model holds no thread and nothing else outside the heap, so there
 * is nothing to close.
 *
 * <p>Thread-safe.
 */
public final class HotSwap {
  private final AtomicReference<EsmmModel> current;

  /** Serves this model until it is replaced. */
  public HotSwap(EsmmModel first) {
    this.current = new AtomicReference<>(first);
  }

  /** The version that serves now. */
  EsmmModel model() {
    return current.get();
  }

  /** Scores with one version, whichever is current when the call begins. */
  public Predictions predict(Request request) {
    return current.get().predict(request);
  }

  /**
   * Loads a new version while the present one goes on serving. The folder is verified first, and a
   * request is scored to try it: a version that is damaged or does not know our fields throws, and
   * nothing has changed.
   *
   * @param trial a request such as those that will come
   */
  public void replaceBy(Path folder, Request trial) {
    EsmmModel next = EsmmModel.load(folder);
    next.predict(trial);
    current.set(next);
  }

  /** Loads one version, scores, loads another, scores again. */
  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      System.err.println("give the folders of two versions of one model");
      System.exit(2);
    }
    Request request = Request.builder().candidate().build();
    HotSwap server = new HotSwap(EsmmModel.load(Path.of(arguments[0])));
    print(server.predict(request));
    server.replaceBy(Path.of(arguments[1]), request);
    print(server.predict(request));
  }

  private static void print(Predictions p) {
    for (String event : p.funnel().names()) {
      System.out.printf(Locale.ROOT, "%s %.4f  ", event, p.joint(event, 0));
    }
    System.out.println();
  }
}
