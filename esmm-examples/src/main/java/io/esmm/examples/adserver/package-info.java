/**
 * An ad server's request loop with the model inside: {@link io.esmm.examples.adserver.AdServer}
 * bids, ranks and keeps the books; {@link io.esmm.examples.adserver.ShopRequests} turns the
 * program's own objects into requests.
 */
@NullMarked
package io.esmm.examples.adserver;

import org.jspecify.annotations.NullMarked;
