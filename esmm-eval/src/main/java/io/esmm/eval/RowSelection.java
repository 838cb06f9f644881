package io.esmm.eval;

/** Which rows of the space a metric was taken over. */
public enum RowSelection {
  /** The whole space. */
  ALL("all"),
  /** Rows where the event before this one happened: for pCVR, the clicked impressions. */
  PARENT_HAPPENED("parentHappened"),
  /**
   * Rows where the event before this one did not happen, so that no label tells of this one: only
   * true probabilities do.
   */
  PARENT_DID_NOT_HAPPEN("parentDidNotHappen");

  private final String key;

  RowSelection(String key) {
    this.key = key;
  }

  /** The name in JSON, such as {@code parentHappened}. */
  public String key() {
    return key;
  }
}
