package dev.patchproof.portal.limit;

import dev.patchproof.portal.http.Callers;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.Refusals;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * So many requests of a kind at once, and of one address so many; the others are told to come again.
 *
 * @param open what may be under way
 * @param ofOne what an address hears that has too many
 * @param ofAll what everybody hears where all together have
 * @param comeAgain after how long
 */
record AtOnce(Callers callers, Refusals refusals, Shares open, Problem ofOne, Problem ofAll, Duration comeAgain) {

    /** Whether the request may go on; it is counted until it ends. One that may not is answered. */
    boolean admits(RoutingContext context) {
        String address = callers.key(context.request());
        return switch (open.take(address, 1)) {
            case TAKEN -> {
                context.addEndHandler(ended -> open.give(address, 1));
                yield true;
            }
            case ONE_HAS_TOO_MUCH -> refused(context, ofOne);
            case ALL_HAVE_TOO_MUCH -> refused(context, ofAll);
        };
    }

    private boolean refused(RoutingContext context, Problem why) {
        refusals.send(context, why, comeAgain);
        return false;
    }
}
