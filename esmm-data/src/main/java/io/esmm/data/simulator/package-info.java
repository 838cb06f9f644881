/**
 * Makes logs whose truth is known: users, items and a policy that shows items to users, and for
 * every impression the probabilities from which its click and its conversion were drawn.
 *
 * <p>Start at {@link io.esmm.data.simulator.SimulatorConfig} (what is simulated), then {@link
 * io.esmm.data.simulator.Simulator} (one request at a time, in any order, from any thread) and
 * {@link io.esmm.data.simulator.AliCcpWriter} (the Ali-CCP files and {@code truth.csv}); {@link
 * io.esmm.data.simulator.TruthFile} reads the probabilities back. The story and its equations stand
 * in {@code docs/simulator.md}; {@code Outcomes} is where they are code.
 */
@NullMarked
package io.esmm.data.simulator;

import org.jspecify.annotations.NullMarked;
