package io.esmm.data.prepare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.config.RecordBinder;
import io.esmm.data.config.DataConfig;
import io.esmm.data.raw.PathResolver;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.SequenceField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A folder of small raw files, and preparations of them in {@code out}. */
record RawFolder(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static FieldConfig categorical(String name, Level level) {
    return new CategoricalField(name, level, null, null, null);
  }

  static FieldConfig number(String name, Level level) {
    return new NumericField(name, level, null, null, null, null);
  }

  static FieldConfig bag(String name, Level level, Pooling pooling) {
    return new BagField(name, level, null, null, null, pooling);
  }

  static FieldConfig sequence(String name, Level level) {
    return new SequenceField(name, level, null, null, null, null, null);
  }

  /** Click after impression, conversion after click, with label columns of these names. */
  static FunnelLabels clickAndConversion() {
    return new FunnelLabels(
        new FunnelConfig(
            "impression",
            List.of(
                new EventConfig("click", "impression", "click", new NoTower()),
                new EventConfig("conversion", "click", "conversion", new NoTower()))));
  }

  /** Click alone. */
  static FunnelLabels clickOnly() {
    return new FunnelLabels(
        new FunnelConfig(
            "impression", List.of(new EventConfig("click", "impression", "click", new NoTower()))));
  }

  Path write(String name, String... lines) {
    return write(name, String.join("\n", lines) + "\n");
  }

  Path write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(path.resolve(name), content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path gzip(String name, String... lines) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path.resolve(name)))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return path.resolve(name);
  }

  /** Keeps only the beginning of a file. */
  void truncate(String name, double share) {
    try {
      byte[] all = Files.readAllBytes(path.resolve(name));
      write(name, Arrays.copyOf(all, (int) (all.length * share)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A data section, written with single quotes for double ones if it has no double ones. */
  static DataConfig data(String json) {
    String text = json.indexOf('"') < 0 ? json.replace('\'', '"') : json;
    try {
      return new RecordBinder(TowerRegistry.of(), "test")
          .bind(JSON.readTree(text), "/data", DataConfig.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  PathResolver paths() {
    return new PathResolver(path, Map.of("HERE", path.toString())::get);
  }

  Preparation preparation(List<FieldConfig> fields, FunnelLabels labels, String json) {
    return new Preparation(fields, labels, data(json), paths(), () -> 0);
  }

  PreparationSummary prepare(List<FieldConfig> fields, FunnelLabels labels, String json) {
    return preparation(fields, labels, json).run(out(), PreparationListener.SILENT);
  }

  Path out() {
    return path.resolve("out");
  }

  /** The names of all files and folders in this one. */
  List<String> names() {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
