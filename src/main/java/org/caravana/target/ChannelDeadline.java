package org.caravana.target;

import com.jcraft.jsch.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Cuts a channel off at whose other end nothing comes to an end in time. */
final class ChannelDeadline {
    private final CompletableFuture<Void> late = new CompletableFuture<>();

    ChannelDeadline(Channel channel, Duration limit) {
        late.completeOnTimeout(null, limit.toSeconds(), TimeUnit.SECONDS).thenRun(channel::disconnect);
    }

    /** It came to an end. @return whether in time */
    boolean kept() {
        return late.cancel(false);
    }
}
