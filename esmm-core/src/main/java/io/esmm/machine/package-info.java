/**
 * What the machine offers: {@link io.esmm.machine.Machine} describes it, {@link
 * io.esmm.machine.KernelSpeed} measures the arithmetic that training spends its time in.
 */
@NullMarked
package io.esmm.machine;

import org.jspecify.annotations.NullMarked;
