package io.esmm.report;

import java.util.List;

/**
 * A part of a {@link Report} under a head of its own. Charts that follow each other stand side by
 * side where the page is wide enough.
 *
 * @param title its head, also in the table of contents
 * @param blocks in the order of reading
 */
public record Section(String title, List<Block> blocks) {
  /** Copies the blocks. */
  public Section {
    blocks = List.copyOf(blocks);
  }

  /** With blocks one by one. */
  public static Section of(String title, Block... blocks) {
    return new Section(title, List.of(blocks));
  }
}
