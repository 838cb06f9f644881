package io.esmm.mapped;

import io.esmm.model.EsmmModel;
import java.nio.file.Path;

/** A process with little heap that loads a model and prints its scores. */
final class MappedModelProgram {
  private MappedModelProgram() {}

  public static void main(String[] arguments) {
    System.out.println(HashedModel.scores(EsmmModel.load(Path.of(arguments[0]))));
  }
}
