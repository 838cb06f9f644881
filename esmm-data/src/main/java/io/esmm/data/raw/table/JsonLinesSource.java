package io.esmm.data.raw.table;

import io.esmm.data.raw.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; any row may have or lack any property. */
final class JsonLinesSource implements TableSource {
  private final Path path;

  /**
   * @throws io.esmm.problem.ProblemException if the file cannot be opened
   */
  JsonLinesSource(Path path) {
    this.path = path;
    SourceFile.open(path).close();
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public @Nullable List<String> columns() {
    return null;
  }

  @Override
  public Table open(List<String> wanted) {
    return new JsonLinesTable(path, wanted);
  }

  @Override
  public void close() {}
}
