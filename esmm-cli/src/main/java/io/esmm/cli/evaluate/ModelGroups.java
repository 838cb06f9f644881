package io.esmm.cli.evaluate;

import io.esmm.data.config.DataConfig;
import io.esmm.data.prepare.DataSection;
import io.esmm.eval.Grouping;
import io.esmm.field.CategoricalField;
import io.esmm.field.FieldConfig;
import io.esmm.model.EsmmModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The groups of a model's GAUC. */
final class ModelGroups {
  private ModelGroups() {}

  /** By the field that reads the column {@code data.group}; empty if there is none. */
  static Optional<Grouping> of(EsmmModel model) {
    if (model.config().data() == null) {
      return Optional.empty();
    }
    DataConfig data = DataSection.of(model.config());
    @Nullable String group = data.group();
    for (FieldConfig field : model.config().fields()) {
      if (group != null
          && field instanceof CategoricalField
          && data.columnOf(field.name()).equals(group)) {
        return Optional.of(Grouping.byField(field.name()));
      }
    }
    return Optional.empty();
  }
}
