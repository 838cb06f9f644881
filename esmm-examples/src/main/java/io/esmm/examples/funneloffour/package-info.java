/** A funnel of four: request, impression, click, conversion, over every candidate considered. */
@NullMarked
package io.esmm.examples.funneloffour;

import org.jspecify.annotations.NullMarked;
