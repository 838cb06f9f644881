package io.esmm.field;

/**
 * How the combinations of a cross become ids: 0 is a combination with a missing part, 1 one that
 * has an unknown part or is itself unknown, those from 2 on are a vocabulary's or a hash's.
 * Immutable and thread-safe.
 */
public sealed interface CrossIds permits CrossVocabulary, CrossHash {

  /** Rows of an embedding table over these ids. */
  int rows();

  /**
   * The id of a combination without missing and unknown parts.
   *
   * @param combination as {@link Combinations} gives it
   */
  int id(long combination);
}
