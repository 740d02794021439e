package com.lealup.platform.limit;

import com.lealup.platform.id.Ulids;
import java.util.UUID;

/**
 * One bucket, as one instance sees it. Amounts are whole numbers of units, a token being as many as its window has
 * milliseconds: so {@code quota} units flow in per millisecond, and nothing is ever rounded.
 *
 * <p>What others took is subtracted when they report it. Until then an instance assumes that each of them took as much
 * as it did itself: it leaves that much in the bucket. So a bucket that is drained through all instances at once is not
 * drained several times over, and a bucket that is drained through one is drained by halves, a report apart.
 */
final class TokenBucket {

    private final String policy;
    private final UUID subject;

    private Limit limit;
    private long units;
    private long at;

    /** Taken here and not reported yet. */
    private long unreported;

    private boolean listed;

    /** Taken here in this round of reports and in the one before, which others may not have heard of. */
    private long thisRound;

    private long lastRound;
    private long round;

    private boolean forgotten;

    TokenBucket(String policy, UUID subject, Limit limit, long level, long at) {
        this.policy = policy;
        this.subject = subject;
        this.limit = limit;
        this.at = at;
        this.units = inUnits(Math.min(level, limit.burst()));
    }

    /** A full one. */
    static TokenBucket full(String policy, UUID subject, Limit limit, long now) {
        return new TokenBucket(policy, subject, limit, limit.burst(), now);
    }

    String policy() {
        return policy;
    }

    UUID subject() {
        return subject;
    }

    /**
     * Takes the tokens if they are there; a cost above {@code burst} is paid by a full bucket, which is then in debt.
     */
    synchronized Charge take(Policy wanted, long cost, long now, Sharing sharing) {
        turn(wanted.limit(), now, sharing);
        var missing = inUnits(needed(cost, sharing)) - units;
        if (missing > 0) {
            return new Charge.Refused(new Standing(wanted, remaining(sharing), secondsFor(missing)));
        }
        units -= inUnits(cost);
        unreported += cost;
        thisRound += cost;
        return new Charge.Taken(standing(wanted, sharing));
    }

    synchronized Standing look(Policy wanted, long now, Sharing sharing) {
        turn(wanted.limit(), now, sharing);
        return standing(wanted, sharing);
    }

    /** Puts back what was taken and not used. */
    synchronized void giveBack(long tokens, long now) {
        flow(now);
        units = Math.min(inUnits(limit.burst()), units + inUnits(tokens));
        unreported -= tokens;
        thisRound = Math.max(0, thisRound - tokens);
    }

    /** Others took tokens, whether there were any or not; a bucket owes at most what it holds when full. */
    synchronized void takenByOthers(long tokens, long now) {
        flow(now);
        var full = inUnits(limit.burst());
        units = Math.clamp(units - inUnits(tokens), -full, full);
    }

    /** True for the first who asks since the last report: this bucket has to be in the next. */
    synchronized boolean list() {
        var first = !listed;
        listed = true;
        return first;
    }

    /** What to tell the others; what was told is not told again. */
    synchronized UsageReport.Taken report(long now) {
        flow(now);
        var taken = unreported;
        unreported = 0;
        listed = false;
        return new UsageReport.Taken(policy, Ulids.format(subject), limit, taken, Math.floorDiv(units, inUnits(1)));
    }

    /**
     * Whether it may go: it is as good as new and there is nothing to tell. Once true it is not to be used any more.
     */
    synchronized boolean forget(long now) {
        flow(now);
        forgotten = !listed && units >= inUnits(limit.burst());
        return forgotten;
    }

    synchronized boolean isForgotten() {
        return forgotten;
    }

    private void turn(Limit wanted, long now, Sharing sharing) {
        flow(now);
        if (!wanted.equals(limit)) {
            change(wanted);
        }
        if (sharing.round() != round) {
            lastRound = sharing.round() == round + 1 ? thisRound : 0;
            thisRound = 0;
            round = sharing.round();
        }
    }

    private void flow(long now) {
        if (now > at) {
            var full = inUnits(limit.burst());
            // As long as it takes to fill is enough; more would overflow after years.
            var elapsed = Math.min(now - at, (full - units) / limit.quota() + 1);
            units = Math.min(full, units + elapsed * limit.quota());
            at = now;
        }
    }

    /** What was taken stays taken; a smaller bucket does not begin in debt for it. */
    private void change(Limit wanted) {
        var level = Math.floorDiv(units, inUnits(1));
        var taken = limit.burst() - level;
        limit = wanted;
        units = inUnits(Math.max(wanted.burst() - taken, Math.min(level, 0)));
    }

    private long needed(long cost, Sharing sharing) {
        return Math.min(cost + reserved(sharing), limit.burst());
    }

    private long remaining(Sharing sharing) {
        return Math.max(0, Math.floorDiv(units, inUnits(1)) - reserved(sharing));
    }

    /** What the others may have taken meanwhile. */
    private long reserved(Sharing sharing) {
        return sharing.others() * (thisRound + lastRound);
    }

    private Standing standing(Policy wanted, Sharing sharing) {
        var remaining = remaining(sharing);
        var awaited = remaining > 0 ? limit.burst() : needed(1, sharing);
        return new Standing(wanted, remaining, secondsFor(inUnits(awaited) - units));
    }

    private long secondsFor(long missing) {
        var millis = Math.ceilDiv(Math.max(0, missing), limit.quota());
        return Math.ceilDiv(millis, 1000L);
    }

    private long inUnits(long tokens) {
        return tokens * limit.window().toMillis();
    }
}
