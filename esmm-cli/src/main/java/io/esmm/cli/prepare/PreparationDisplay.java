package io.esmm.cli.prepare;

import io.esmm.cli.console.Output;
import io.esmm.cli.console.Progress;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepare.PreparationProgress;
import org.jspecify.annotations.Nullable;

/** Shows how a preparation goes on. */
public final class PreparationDisplay implements PreparationListener, AutoCloseable {
  private final Output output;
  private @Nullable Progress progress;

  /**
   * Shows each phase as progress of its own.
   *
   * @param output where it is shown
   */
  public PreparationDisplay(Output output) {
    this.output = output;
  }

  @Override
  public void phase(String phase) {
    close();
    progress = output.progress("prepare, " + phase);
  }

  @Override
  public void progress(PreparationProgress at) {
    if (progress != null) {
      long total = at.fraction() > 0 ? Math.round(at.rows() / at.fraction()) : 0;
      progress.rows(at.rows(), total, "");
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
