package io.esmm.data.prepare;

/** What rows are for. */
public enum Split {
  TRAIN("train"),
  VALIDATION("validation"),
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
