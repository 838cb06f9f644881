package io.esmm.faults;

/** What is done to a disk, one change at a time. */
public enum DiskChange {
  /** A file is opened for writing. */
  OPEN,
  /** Bytes are written to an open file. */
  WRITE,
  /** A file is cut. */
  TRUNCATE,
  /** The content of a file, or the names in a folder, are forced to the disk. */
  FORCE,
  /** A file or folder gets another name. */
  RENAME,
  /** A file or folder is deleted. */
  DELETE,
  /** A folder is created. */
  CREATE_FOLDER
}
