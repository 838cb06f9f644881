package io.esmm.report;

import java.util.List;

/**
 * Blocks that are folded away under a name until a reader asks for them: the charts of one
 * condition among several.
 *
 * @param title what they are about; it tells them from those of others, also as files
 * @param open whether they are in sight from the beginning, and on paper
 * @param blocks in the order of reading
 */
public record Folded(String title, boolean open, List<Block> blocks) implements Block {
  /** Copies the blocks. */
  public Folded {
    blocks = List.copyOf(blocks);
  }
}
