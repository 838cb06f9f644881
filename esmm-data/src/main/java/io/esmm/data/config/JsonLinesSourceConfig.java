package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * One JSON object a line, plain or gzip: a row, or a request with its impressions ({@code
 * {"request": {...}, "impressions": [{...}, ...]}}).
 */
public record JsonLinesSourceConfig(@JsonPropertyDescription("the file, plain or gzip") String path)
    implements SourceConfig {
  public JsonLinesSourceConfig {
    ConfigRules.requireText("path", path);
  }
}
