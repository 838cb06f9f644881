package io.esmm.data.prepare;

import io.esmm.data.raw.Rejection;

/** Takes in the rows that are not used. */
interface SetAside {

  /**
   * Takes a row.
   *
   * @param place where it stands
   * @param text the row itself
   */
  void add(Rejection why, String place, String text);
}
