package io.esmm.data.prepare;

import io.esmm.tower.TowerConfig;

/** Stands where data is prepared and nothing is trained. */
record NoTower() implements TowerConfig {}
