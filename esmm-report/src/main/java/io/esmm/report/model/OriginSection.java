package io.esmm.report.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.config.MaskedSecrets;
import io.esmm.machine.Machine;
import io.esmm.report.Facts;
import io.esmm.report.Listing;
import io.esmm.report.Section;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a report's numbers came from: versions, machine, configuration. */
public final class OriginSection {
  private OriginSection() {}

  /**
   * Makes the section.
   *
   * @param run what the producer knows: seed, command, release of ESMM
   * @param machine that the numbers were made on
   * @param configuration shown with its secrets masked ({@link MaskedSecrets})
   */
  public static Section of(Map<String, String> run, Machine machine, JsonNode configuration) {
    return Section.of(
        "Where it came from",
        Facts.of("", run),
        Facts.of("Machine of this report", machine(machine)),
        new Listing("Configuration", MaskedSecrets.of(configuration).toPrettyString()));
  }

  /** The machine as names and values. */
  public static Map<String, String> machine(Machine machine) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Java", machine.java());
    facts.put("System", machine.system());
    facts.put("Cores", Integer.toString(machine.cores()));
    facts.put(
        "Memory",
        String.format(Locale.ROOT, "%.1f GB", machine.memoryBytes() / (double) (1L << 30)));
    facts.put("Kernels", machine.kernels());
    return facts;
  }
}
