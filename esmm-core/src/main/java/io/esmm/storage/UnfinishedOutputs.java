package io.esmm.storage;

/**
 * The outputs of this process that were begun and not ended.
 *
 * <p>A program that is interrupted runs no {@code finally}. Its shutdown hook calls {@link
 * #remove}, and then nothing is left of them; without that, the next run that writes to the same
 * place does it.
 */
public final class UnfinishedOutputs {
  private UnfinishedOutputs() {}

  /**
   * Removes all of them, whatever the threads that write them are doing; targets stay as they were.
   * Nothing should be written afterwards. Thread-safe.
   */
  public static void remove() {
    Workplace.abandonAll();
  }
}
