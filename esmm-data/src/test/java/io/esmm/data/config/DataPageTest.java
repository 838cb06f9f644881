package io.esmm.data.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.config.RecordBinder;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/data.md}. */
class DataPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsADataSection() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "data.md"));
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult r) -> r.group(1)).toList();
    assertThat(examples).hasSizeGreaterThan(5);
    for (String example : examples) {
      DataConfig data =
          new RecordBinder(TowerRegistry.of(), "docs/data.md")
              .bind(new ObjectMapper().readTree(example), "/data", DataConfig.class);
      assertThat(data.isPrepared()).isEqualTo(example.contains("\"train\""));
    }
  }
}
