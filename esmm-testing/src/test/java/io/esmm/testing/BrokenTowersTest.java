package io.esmm.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.embedding.Sharing;
import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerModule;
import io.esmm.tower.TowerScope;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an author may get wrong is told by the contract. */
class BrokenTowersTest {
  private static final FunnelCase ESMM =
      new FunnelCase(List.of("click", "conversion"), Sharing.ALL);

  public record FickleConfig() implements TowerConfig {}

  public record NumericConfig() implements TowerConfig {}

  public record ForgetfulConfig(@JsonPropertyDescription("a width") Integer width)
      implements TowerConfig {
    public ForgetfulConfig(@Nullable Integer width) {
      this.width = width == null ? 3 : width + 1;
    }
  }

  public record SilentConfig(@Nullable Integer width) implements TowerConfig {}

  public record WideConfig() implements TowerConfig {}

  /** Describes another network on every call. */
  static final class FickleTower implements Tower {
    private static int calls;

    @Inject
    FickleTower(FickleConfig config) {}

    @Override
    public Tensor logit(TowerScope scope) {
      Tensor x = scope.dense(scope.concat(scope.inputs()), ++calls, Activation.TANH);
      return scope.dense(x, 1, Activation.IDENTITY);
    }
  }

  /** Has nothing to learn. */
  static final class NumericTower implements Tower {
    @Inject
    NumericTower(NumericConfig config) {}

    @Override
    public Tensor logit(TowerScope scope) {
      return scope.input("price");
    }
  }

  /** Forgets its last layer. */
  static final class WideTower implements Tower {
    @Inject
    WideTower(WideConfig config) {}

    @Override
    public Tensor logit(TowerScope scope) {
      return scope.concat(scope.inputs());
    }
  }

  static final class ForgetfulTower implements Tower {
    private final ForgetfulConfig config;

    @Inject
    ForgetfulTower(ForgetfulConfig config) {
      this.config = config;
    }

    @Override
    public Tensor logit(TowerScope scope) {
      Tensor x = scope.dense(scope.concat(scope.inputs()), config.width(), Activation.TANH);
      return scope.dense(x, 1, Activation.IDENTITY);
    }
  }

  static final class SilentTower implements Tower {
    @Inject
    SilentTower(SilentConfig config) {}

    @Override
    public Tensor logit(TowerScope scope) {
      return scope.dense(scope.concat(scope.inputs()), 1, Activation.IDENTITY);
    }
  }

  static final class BrokenModule extends TowerModule {
    @Override
    protected void configure() {
      bindTower("fickle", FickleConfig.class, FickleTower.class);
      bindTower("numeric", NumericConfig.class, NumericTower.class);
      bindTower("wide", WideConfig.class, WideTower.class);
      bindTower("forgetful", ForgetfulConfig.class, ForgetfulTower.class);
      bindTower("silent", SilentConfig.class, SilentTower.class);
    }
  }

  private static TowerContract contract(String tower) {
    return new TowerContract() {
      @Override
      protected TowerModule module() {
        return new BrokenModule();
      }

      @Override
      protected String tower() {
        return tower;
      }
    };
  }

  @Test
  void aDescriptionThatChangesIsTold() {
    assertThatThrownBy(
            () -> contract("{\"type\": \"fickle\"}").describesTheSameNetworkEveryTime(ESMM))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("asked a second time it describes other parameters");
  }

  @Test
  void aTowerThatLearnsNothingIsTold() {
    assertThatThrownBy(
            () -> contract("{\"type\": \"numeric\"}").describesTheSameNetworkEveryTime(ESMM))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it has nothing to learn");
  }

  @Test
  void aLogitOfAnotherWidthIsTold() {
    assertThatThrownBy(
            () -> contract("{\"type\": \"wide\"}").describesTheSameNetworkEveryTime(ESMM))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("objects to the fields")
        .hasMessageContaining("a logit has width 1");
  }

  @Test
  void aRecordThatIsNotWhatStandsInTheJsonIsTold() {
    assertThatThrownBy(() ->
            contract("{\"type\": \"forgetful\", \"width\": 4}")
                .jsonOfTheConfigurationIsReadBackAsAnEqualOne(ESMM))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("read back the configuration is another one");
  }

  @Test
  void aPropertyWithoutDescriptionIsTold() {
    assertThatThrownBy(() -> contract("{\"type\": \"silent\"}").schemaDescribesEveryProperty())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tower [silent]: property [width] has no description");
  }

  @Test
  void aTypeThatTheModuleDoesNotBindIsTold() {
    assertThatThrownBy(
            () -> contract("{\"type\": \"fickel\"}").describesTheSameNetworkEveryTime(ESMM))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("its JSON is not accepted")
        .hasMessageContaining("did you mean [fickle]?");
  }
}
