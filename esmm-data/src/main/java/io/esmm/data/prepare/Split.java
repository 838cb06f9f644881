package io.esmm.data.prepare;

/** What rows are for. */
public enum Split {
  /** Rows that the model learns from, and from which vocabularies are learnt. */
  TRAIN("train"),
  /** Rows that early stopping measures on; never trained. */
  VALIDATION("validation"),
  /** Rows that the finished model is measured on; never trained. */
  TEST("test");

  private final String folder;

  Split(String folder) {
    this.folder = folder;
  }

  /** The name of its folder, and of it in summaries. */
  public String folder() {
    return folder;
  }
}
