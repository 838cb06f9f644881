package io.esmm.hostile;

/**
 * One way in which a folder was harmed.
 *
 * @param kind what was done, for the counts
 * @param name what exactly, for a failure
 * @param content the folder's files
 * @param culprit the file that an error must name, or empty if it may be any
 * @param sealed whether sizes and checksums fit again, so that the content alone can betray it
 */
record HarmedFolder(
    String kind, String name, FolderContent content, String culprit, boolean sealed) {}
