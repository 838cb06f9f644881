package io.esmm.cli.explain;

import io.esmm.funnel.DeepestConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.tower.TowerRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the events as a tree below their space. */
final class FunnelTree {
  private final FunnelConfig funnel;
  private final TowerRegistry registry;
  private final List<String> stems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private FunnelTree(FunnelConfig funnel, TowerRegistry registry) {
    this.funnel = funnel;
    this.registry = registry;
  }

  /** The lines, each event behind what it comes after. */
  static List<String> draw(FunnelConfig funnel, TowerRegistry registry) {
    FunnelTree tree = new FunnelTree(funnel, registry);
    tree.stems.add(funnel.space());
    tree.notes.add("");
    tree.branch(funnel.space(), "");
    int width = tree.stems.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < tree.stems.size(); i++) {
      String pad = " ".repeat(width - tree.stems.get(i).length());
      lines.add((tree.stems.get(i) + pad + "   " + tree.notes.get(i)).stripTrailing());
    }
    return lines;
  }

  private void branch(String parent, String prefix) {
    List<EventConfig> children =
        funnel.events().stream().filter(event -> event.after().equals(parent)).toList();
    for (int i = 0; i < children.size(); i++) {
      EventConfig event = children.get(i);
      boolean last = i == children.size() - 1;
      stems.add(prefix + (last ? "`-- " : "|-- ") + event.name());
      notes.add(
          "P(%s | %s), %s, tower %s"
              .formatted(
                  event.name(), parent, label(event), registry.towers().nameOf(event.tower())));
      branch(event.name(), prefix + (last ? "    " : "|   "));
    }
  }

  private String label(EventConfig event) {
    @Nullable DeepestConfig deepest = funnel.deepest();
    return deepest == null ? "label " + event.label() : "deepest event in " + deepest.column();
  }
}
