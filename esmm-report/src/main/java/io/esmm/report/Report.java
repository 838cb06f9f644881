package io.esmm.report;

import java.util.List;

/**
 * A page of results. Immutable; thread-safe.
 *
 * <p>Every text in it is plain text, never markup: writers escape what they must.
 *
 * @param title the head of the page
 * @param summary one or two sentences under the head; may be empty
 * @param sections in the order of reading
 */
public record Report(String title, String summary, List<Section> sections) {
  /** Copies the sections. */
  public Report {
    sections = List.copyOf(sections);
  }
}
