package io.esmm.data.prepare;

import io.esmm.field.CategoricalField;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Vocabulary;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** The values that stand for those which are not known before some event. */
public final class AssumedValues {
  private AssumedValues() {}

  /**
   * Makes sure that each is one that training knows.
   *
   * @param learnt from the training rows
   * @throws ProblemException with every value that is not in its vocabulary
   */
  public static void require(FeatureSchema learnt) {
    List<Problem> problems = new ArrayList<>();
    for (int f = 0; f < learnt.fields().size(); f++) {
      if (learnt.fields().get(f) instanceof EncodedField.Categorical encoded
          && encoded.config() instanceof CategoricalField field
          && field.assume() != null
          && encoded.vocabulary().id(field.assume()) == Vocabulary.UNKNOWN) {
        problems.add(
            new Problem(
                "#/fields/" + f + "/assume",
                "no training row where ["
                    + field.knownAfter()
                    + "] happened has the value ["
                    + field.assume()
                    + "] of field ["
                    + field.name()
                    + "], or too few have it for minCount",
                "assume another one"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
