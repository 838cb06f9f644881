package io.esmm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names and what they are: seed, version, machine.
 *
 * @param title of all of them; may be empty
 * @param facts in the order of reading
 */
public record Facts(String title, List<Fact> facts) implements Block {
  /** Copies the facts. */
  public Facts {
    facts = List.copyOf(facts);
  }

  /**
   * One of them.
   *
   * @param name what it is
   * @param value its value as text
   */
  public record Fact(String name, String value) {}

  /** From a map, in its order. */
  public static Facts of(String title, Map<String, String> facts) {
    List<Fact> list = new ArrayList<>();
    facts.forEach((name, value) -> list.add(new Fact(name, value)));
    return new Facts(title, list);
  }
}
