package io.esmm.towers.din;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class SeveralSequencesContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"din\", \"softmax\": true, \"attentionActivation\": \"gelu\","
        + " \"attention\": [{\"sequence\": \"history\", \"target\": \"item\"},"
        + " {\"sequence\": \"history_categories\", \"target\": \"category\"},"
        + " {\"sequence\": \"similar\", \"target\": \"user\"},"
        + " {\"sequence\": \"history\", \"target\": \"user\"}],"
        + " \"attentionHidden\": [3, 2], \"hidden\": [4], \"activation\": \"prelu\"}";
  }
}
