package io.esmm.cli.explain;

import io.esmm.funnel.DeepestConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelConfig;
import io.esmm.tower.TowerRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the events as a tree below their space. An event that is reached over several paths stands,
 * behind an arrow, at the end of each, and once more below with what comes after it.
 */
final class FunnelTree {
  private final FunnelConfig config;
  private final Funnel funnel;
  private final TowerRegistry registry;
  private final List<String> stems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private FunnelTree(FunnelConfig config, TowerRegistry registry) {
    this.config = config;
    this.funnel = Funnel.of(config);
    this.registry = registry;
  }

  /** The lines, each event behind what it comes after. */
  static List<String> draw(FunnelConfig config, TowerRegistry registry) {
    FunnelTree tree = new FunnelTree(config, registry);
    tree.root(Funnel.SPACE, "");
    for (int e = 0; e < tree.funnel.events().size(); e++) {
      Funnel.Event event = tree.funnel.events().get(e);
      if (event.parents().size() > 1 && !event.isOtherwise()) {
        tree.root(
            e, "by " + String.join(" or ", tree.funnel.parentNames(e)) + ", " + tree.label(event));
      }
    }
    int width = tree.stems.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < tree.stems.size(); i++) {
      String pad = " ".repeat(width - tree.stems.get(i).length());
      lines.add((tree.stems.get(i) + pad + "   " + tree.notes.get(i)).stripTrailing());
    }
    return lines;
  }

  private void root(int event, String note) {
    stems.add(funnel.nameOf(event));
    notes.add(note);
    branch(event, "");
  }

  private void branch(int parent, String prefix) {
    List<Integer> children = new ArrayList<>();
    for (int e = 0; e < funnel.events().size(); e++) {
      if (funnel.events().get(e).parents().contains(parent)) {
        children.add(e);
      }
    }
    for (int e : children) {
      boolean last = e == children.getLast();
      boolean meets = funnel.events().get(e).parents().size() > 1;
      String line = meets ? "-> " : "-- ";
      stems.add(prefix + (last ? "`" : "|") + line + funnel.nameOf(e));
      notes.add(note(e, parent));
      if (!meets) {
        branch(e, prefix + (last ? "    " : "|   "));
      }
    }
  }

  private String label(Funnel.Event event) {
    @Nullable DeepestConfig deepest = config.deepest();
    return deepest == null ? "label " + event.label() : "deepest event in " + deepest.column();
  }

  private String note(int e, int parent) {
    Funnel.Event event = funnel.events().get(e);
    String given = " | " + funnel.nameOf(parent) + ")";
    if (event.isOtherwise()) {
      String opposite = funnel.nameOf(event.otherwise());
      return "1 - P(" + opposite + given + ", exclusive with " + opposite;
    }
    EventConfig written = config.event(event.name());
    int path = event.parents().indexOf(parent);
    String tower = registry.towers().nameOf(written.ways().get(path).tower());
    return "P("
        + event.name()
        + given
        + (event.parents().size() == 1 ? ", " + label(event) : "")
        + ", tower "
        + tower;
  }
}
