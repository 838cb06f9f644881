package io.esmm.faults;

/** What a power failure takes of all that was not forced to the disk. */
public enum PowerLoss {
  /** Files end at a sector of 512 bytes, or have lost one. */
  TORN_SECTORS,
  /** Files end at a page of 4 KiB, or have lost one. */
  TORN_PAGES,
  /** Files have the content of their last force; names stay. */
  LOST_DATA,
  /** Creations, renames and deletions behind some moment are undone; content stays. */
  LOST_NAMES,
  /** All of these together, as chance has it. */
  ANYTHING;

  boolean losesContent() {
    return this != LOST_NAMES;
  }

  boolean losesNames() {
    return this == LOST_NAMES || this == ANYTHING;
  }
}
