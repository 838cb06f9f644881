package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * One JSON object a line, plain or gzip: a row, or a request with its impressions ({@code
 * {"request": {...}, "impressions": [{...}, ...]}}).
 */
public record JsonLinesSourceConfig(@JsonPropertyDescription("the file, plain or gzip") String path)
    implements SourceConfig {
  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public JsonLinesSourceConfig {
    ConfigRules.requireText("path", path);
  }
}
