package io.esmm.data.prepare;

import io.esmm.data.raw.RawReader;

/** Lets the rows pass that are used. Given every row of an input in order, each once. */
interface RowGate {

  /** Whether the reader's current row is used; its labels may have been corrected. */
  boolean admits(RawReader reader);
}
