package io.esmm.data.prepare;

/** Told how a preparation goes on, from the thread that runs it. */
public interface PreparationListener {

  /** Hears nothing. */
  PreparationListener SILENT =
      new PreparationListener() {
        @Override
        public void phase(String phase) {}

        @Override
        public void progress(PreparationProgress progress) {}
      };

  /** A phase begins: {@code opening}, {@code counting rows}, {@code learning}, {@code encoding}. */
  void phase(String phase);

  /** Some more rows were read; called every few ten thousand rows. */
  void progress(PreparationProgress progress);
}
